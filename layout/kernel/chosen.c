/* What ``choose`` is handed, checked, and what it gives back. */

#include "kernel.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#define LARGEST 1e15
#define SMALLEST 1e-6

/* Copy what a buffer of doubles holds; 0: it is none. */
static int read_buffer(PyObject *sequence, double *numbers, Py_ssize_t size) {
    Py_buffer view;
    if (!PyObject_CheckBuffer(sequence)) {
        return 0;
    }
    if (PyObject_GetBuffer(sequence, &view, PyBUF_FORMAT | PyBUF_ND) < 0) {
        PyErr_Clear();
        return 0;
    }
    int doubles = view.format && !strcmp(view.format, "d") && view.ndim == 1 &&
                  view.len == size * (Py_ssize_t)sizeof(double);
    if (doubles) {
        memcpy(numbers, view.buf, (size_t)view.len);
    }
    PyBuffer_Release(&view);
    return doubles;
}

/* Read a sequence of numbers; 1: all of them, 0: not all are to be reckoned with, -1: an exception. */
static int read_numbers(PyObject *sequence, double *numbers, Py_ssize_t size) {
    int sound = 1;
    PyObject *list = sequence;
    if (read_buffer(sequence, numbers, size)) {
        for (Py_ssize_t n = 0; n < size && sound; n++) {
            sound = fabs(numbers[n]) <= LARGEST;
        }
        return sound;
    }
    if (PyList_Check(sequence)) {
        Py_INCREF(list);
    } else if (!(list = PySequence_List(sequence))) {
        return -1;
    }
    if (PyList_Size(list) != size) {
        PyErr_SetString(PyExc_ValueError, "the tallies of a paragraph are of one length");
        sound = -1;
    }
    for (Py_ssize_t n = 0; n < size && sound >= 0; n++) {
        int read = read_number(PyList_GetItem(list, n), &numbers[n]);
        sound = read < 0 ? -1 : sound && read;
    }
    Py_DECREF(list);
    return sound;
}

/* Read all tallies into one block; what stands twice is read once. */
static int read_tallies(PyObject *tallies, PyObject *penalty, Paragraph *par, double *memory) {
    PyObject *lists[SUMS];
    Py_ssize_t size = (Py_ssize_t)par->last + 1;
    int sound = 1;
    for (int n = 0; n < SUMS; n++) {
        lists[n] = n < TALLIES ? PyTuple_GetItem(tallies, n) : penalty;
        par->sums[n] = NULL;
        if (n == PENALTY && penalty == Py_None) {
            continue;
        }
        for (int k = 0; k < n && !par->sums[n]; k++) {
            par->sums[n] = lists[k] == lists[n] ? par->sums[k] : NULL;
        }
        if (par->sums[n]) {
            continue;
        }
        int read = read_numbers(lists[n], memory + n * size, size);
        if (read < 0) {
            return -1;
        }
        sound = sound && read;
        par->sums[n] = memory + n * size;
    }
    return sound;
}

static int clipped(Py_ssize_t number) {
    return number > INT_MAX ? INT_MAX : number < -1 ? -1 : (int)number;
}

static PyObject *said(const Taken *taken) {
    PyObject *ends = PyTuple_New(taken->size);
    for (int n = 0; ends && n < taken->size; n++) {
        PyObject *end = PyLong_FromLong(taken->ends[taken->size - 1 - n]);
        if (!end || PyTuple_SetItem(ends, n, end) < 0) {
            Py_DECREF(ends);
            return NULL;
        }
    }
    return ends ? Py_BuildValue("(Nii)", ends, taken->shortest, taken->longest) : NULL;
}

PyObject *kernel_choose(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *tallies, *penalty, *found = NULL;
    Py_ssize_t tail, lines;
    Paragraph par;
    if (!PyArg_ParseTuple(args, "O!OddppnnO:choose", &PyTuple_Type, &tallies, &penalty, &par.width,
                          &par.em, &par.ragged, &par.filled, &tail, &lines, &par.look)) {
        return NULL;
    }
    Py_ssize_t size = PyTuple_Size(tallies);
    size = size == TALLIES ? PySequence_Size(PyTuple_GetItem(tallies, 0)) : 0;
    if (size < 2 || size > INT_MAX / 64) {
        if (size >= 0) {
            PyErr_SetString(PyExc_ValueError, "twelve tallies of two breaks or more are wanted");
        }
        return NULL;
    }
    par.last = (int)size - 1;
    par.tail = clipped(tail);
    par.lines = clipped(lines);
    double *memory = PyMem_Malloc(sizeof(double) * SUMS * (size_t)size);
    Taken taken = {PyMem_Malloc(sizeof(int) * (size_t)size), 0, 0, 0};
    if (!memory || !taken.ends) {
        PyErr_NoMemory();
        goto done;
    }
    int sound = read_tallies(tallies, penalty, &par, memory);
    if (sound < 0) {
        goto done;
    }
    if (!sound || !(fabs(par.width) <= LARGEST) || !(fabs(par.width) >= SMALLEST) ||
        !(par.em <= LARGEST) || !(par.em >= SMALLEST)) {
        found = Py_None;
        Py_INCREF(found);
    } else if (choose_breaks(&par, &taken) == 0) {
        found = said(&taken);
    }
done:
    PyMem_Free(memory);
    PyMem_Free(taken.ends);
    return found;
}
