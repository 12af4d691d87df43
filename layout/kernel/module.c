/* The module ``broadsheet._kernel``: what Python hands over, checked, and what it gets back.

   Keeps nothing between calls.  Whatever it is handed is read within bounds: what is no number
   raises TypeError, what does not go together ValueError; numbers that the rule would stumble over
   (infinite ones, type without a size) are left to it, and None says so. */

#include "kernel.h"

#include <math.h>

#define RULES 7 /* raised with those in ``broadsheet.kernel`` when what is reckoned changes */
#define LARGEST 1e15

int read_number(PyObject *item, double *number) {
    if (item && PyFloat_Check(item)) { /* neither runs code of its own */
        *number = PyFloat_AsDouble(item);
    } else if (item && PyLong_Check(item)) {
        *number = PyLong_AsDouble(item);
        if (PyErr_Occurred()) { /* it has more digits than a double */
            PyErr_Clear();
            *number = INFINITY;
        }
    } else {
        PyErr_SetString(PyExc_TypeError, "a number is wanted");
        return -1;
    }
    return fabs(*number) <= LARGEST; /* not so of what is no number */
}

int read_whole(PyObject *item, int least, int most, int *whole) {
    int over;
    if (!item || !PyLong_Check(item)) {
        PyErr_SetString(PyExc_TypeError, "a whole number is wanted");
        return -1;
    }
    long number = PyLong_AsLongAndOverflow(item, &over);
    if (over || number < least || number > most) {
        return 0;
    }
    *whole = (int)number;
    return 1;
}

PyDoc_STRVAR(choose_doc, "choose(tallies, penalty, width, em, ragged, filled, tail, lines, look)\n"
                         "--\n\n"
                         "Return the breaks of least cost, the fewest and the most lines, or None.");
PyDoc_STRVAR(pour_doc, "pour(slabs, depths, over)\n"
                       "--\n\n"
                       "Return rows, pieces, cost, rows overset and white rows, or None.");

PyDoc_STRVAR(tally_doc, "tally(letters, flags, sums, springs, order, marks, heads, tails, hyphens, "
                        "indent)\n--\n\n"
                        "Return places, twelve rows of doubles, ends with white, or None.");

PyDoc_STRVAR(stock_doc, "stock(table, sorts)\n--\n\n"
                        "Put sorts into a table: code, body, glyph, width, letter, strange.");
PyDoc_STRVAR(compose_doc, "compose(text, stretches, manner, kind, lines, look, made)\n--\n\n"
                          "Return what is set, a list of sorts that are wanted, or None.");

PyDoc_STRVAR(show_doc, "show(sorts, table, glyphs, text, shifts, unit)\n--\n\n"
                       "Return the operator that shows glyphs, or None.");
PyDoc_STRVAR(recode_doc, "recode(text, codes)\n--\n\n"
                         "Return content as bytes, with the codes of sorts in its strings.");

static PyMethodDef methods[] = {
    {"choose", kernel_choose, METH_VARARGS, choose_doc},
    {"tally", kernel_tally, METH_VARARGS, tally_doc},
    {"pour", kernel_pour, METH_VARARGS, pour_doc},
    {"stock", kernel_stock, METH_VARARGS, stock_doc},
    {"show", kernel_show, METH_VARARGS, show_doc},
    {"recode", kernel_recode, METH_VARARGS, recode_doc},
    {"compose", kernel_compose, METH_VARARGS, compose_doc},
    {NULL, NULL, 0, NULL},
};

static int set_up(PyObject *module) { return PyModule_AddIntConstant(module, "RULES", RULES); }

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, (void *)set_up},
    {0, NULL},
};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_kernel",
    .m_doc = "What is reckoned most often, in C.",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__kernel(void) { return PyModuleDef_Init(&definition); }
