/* What ``pour`` is handed, checked, and what it gives back. */

#include "kernel.h"

#include <string.h>

#define MOST_ROWS 1000000    /* of one slab, or column */
#define ALL_ROWS 4000000     /* of all columns and what does not go into them */
#define CHOICE 4
#define SLAB 6

/* All that is needed for a while, in one block each. */
typedef struct {
    Columns columns;
    Slab *slabs;
    Choice *choices;
    int size, choice_count;
    int rows; /* behind which no slab ends */
    Pouring pouring;
} Work;

static void clear(Work *work) {
    PyMem_Free(work->columns.starts);
    PyMem_Free(work->columns.numbers);
    PyMem_Free(work->columns.left);
    PyMem_Free(work->columns.heads);
    PyMem_Free(work->slabs);
    PyMem_Free(work->choices);
    PyMem_Free(work->pouring.place);
    PyMem_Free(work->pouring.firsts);
    PyMem_Free(work->pouring.taken);
}

/* Memory for so many things of a size, all zero; NULL and an exception where there is none. */
static void *zeros(Py_ssize_t count, size_t size) {
    void *memory = PyMem_Calloc((size_t)count + 1, size);
    return memory ? memory : PyErr_NoMemory();
}

/* Read ``(rows, cost, unlike, opening)``; as ``read_number``. */
static int read_choice(PyObject *item, Choice *choice) {
    if (!PyTuple_Check(item) || PyTuple_Size(item) != CHOICE) {
        PyErr_SetString(PyExc_TypeError, "a choice is four numbers");
        return -1;
    }
    double *costs[] = {&choice->cost, &choice->unlike, &choice->opening};
    int sound = read_whole(PyTuple_GetItem(item, 0), 0, MOST_ROWS, &choice->rows);
    for (int n = 0; n < CHOICE - 1 && sound >= 0; n++) {
        int read = read_number(PyTuple_GetItem(item, n + 1), costs[n]);
        sound = read < 0 ? -1 : sound && read;
    }
    return sound;
}

/* Read ``(choices, splits, ends, keep, head, repeat)``, its choices behind those read before. */
static int read_slab(PyObject *item, Work *work, Slab *slab) {
    if (!PyTuple_Check(item) || PyTuple_Size(item) != SLAB ||
        !PyTuple_Check(PyTuple_GetItem(item, 0))) {
        PyErr_SetString(PyExc_TypeError, "a slab is its choices and five numbers");
        return -1;
    }
    PyObject *choices = PyTuple_GetItem(item, 0);
    struct {
        int least, *value;
    } wholes[] = {{0, &slab->splits}, {0, &slab->ends}, {0, &slab->keep}, {0, &slab->head},
                  {-MOST_ROWS, &slab->repeat}};
    int sound = PyTuple_Size(choices) > 0, deepest = 0;
    for (int n = 0; n < SLAB - 1 && sound > 0; n++) {
        PyObject *number = PyTuple_GetItem(item, n + 1);
        sound = read_whole(number, wholes[n].least, MOST_ROWS, wholes[n].value);
    }
    slab->choices = work->choices + work->choice_count;
    slab->size = sound > 0 ? (int)PyTuple_Size(choices) : 0;
    for (int n = 0; n < slab->size && sound > 0; n++) {
        Choice *choice = &work->choices[work->choice_count++];
        sound = read_choice(PyTuple_GetItem(choices, n), choice);
        deepest = sound > 0 && choice->rows > deepest ? choice->rows : deepest;
    }
    work->rows += sound > 0 ? deepest + (slab->repeat > 0 ? slab->repeat : 0) : 0;
    return sound > 0 && work->rows > ALL_ROWS ? 0 : sound;
}

static int read_slabs(PyObject *slabs, Work *work) {
    Py_ssize_t all = 0, size = PyList_Size(slabs);
    for (Py_ssize_t n = 0; n < size; n++) { /* how many choices there are */
        PyObject *item = PyList_GetItem(slabs, n);
        PyObject *choices = item && PyTuple_Check(item) && PyTuple_Size(item) == SLAB
                                ? PyTuple_GetItem(item, 0)
                                : NULL;
        all += choices && PyTuple_Check(choices) ? PyTuple_Size(choices) : 0;
    }
    if (size > ALL_ROWS || all > ALL_ROWS) {
        return 0;
    }
    work->size = (int)size;
    work->slabs = zeros(size, sizeof(Slab));
    work->choices = zeros(all, sizeof(Choice));
    work->pouring.firsts = zeros(size, sizeof(size_t));
    work->pouring.taken = zeros(size, sizeof(Step));
    if (!work->slabs || !work->choices || !work->pouring.firsts || !work->pouring.taken) {
        return -1;
    }
    int sound = 1;
    for (int n = 0; n < work->size && sound > 0; n++) {
        sound = read_slab(PyList_GetItem(slabs, n), work, &work->slabs[n]);
    }
    return sound;
}

static int read_columns(PyObject *depths, Columns *columns) {
    Py_ssize_t count = PyTuple_Size(depths);
    int sound = 1;
    if (count > MOST_ROWS) {
        return 0;
    }
    columns->count = (int)count;
    columns->starts = zeros(count, sizeof(int));
    if (!columns->starts) {
        return -1;
    }
    for (int n = 0; n < columns->count && sound > 0; n++) {
        int depth = 0;
        sound = read_whole(PyTuple_GetItem(depths, n), 0, MOST_ROWS, &depth);
        columns->starts[n + 1] = columns->starts[n] + depth;
        if (columns->starts[n + 1] > ALL_ROWS) {
            return 0;
        }
    }
    if (sound <= 0) {
        return sound;
    }
    columns->end = columns->starts[columns->count];
    columns->numbers = zeros(columns->end, sizeof(int));
    columns->left = zeros(columns->end, sizeof(int));
    columns->heads = zeros(columns->end, 1);
    if (!columns->numbers || !columns->left || !columns->heads) {
        return -1;
    }
    for (int n = 0; n < columns->count; n++) {
        for (int row = columns->starts[n]; row < columns->starts[n + 1]; row++) {
            columns->numbers[row] = n;
            columns->left[row] = columns->starts[n + 1] - row;
        }
        columns->heads[columns->starts[n]] = 1;
    }
    columns->heads[columns->end] = 1;
    return 1;
}

/* Add the pieces of some rows of a slab to a list: ``_pieces``; -1: an exception was raised. */
static int add_pieces(const Columns *columns, PyObject *list, int at, int rows, int first, int *over) {
    int last = first + rows;
    while (first < last) {
        int inside = at < columns->end, count = last - first;
        int column = inside ? columns->numbers[at] : columns->count;
        count = inside && columns->left[at] < count ? columns->left[at] : count;
        *over += inside ? 0 : count;
        PyObject *piece = Py_BuildValue("(iiii)", column, at - columns->starts[column], first, count);
        if (!piece || PyList_Append(list, piece) < 0) {
            Py_XDECREF(piece);
            return -1;
        }
        Py_DECREF(piece);
        at += count;
        first += count;
    }
    return 0;
}

#define TAIL 2 /* flow.py */

/* Return the pieces of a slab. */
static PyObject *pieces_of(const Columns *columns, const Step *step, int *over) {
    PyObject *list = PyList_New(0);
    int moved = step->torn ? TAIL : 0, kept = step->rows - moved;
    if (!list || add_pieces(columns, list, step->start, kept, 0, over) < 0 ||
        (moved && add_pieces(columns, list, step->start + step->rows - 1, moved, kept, over) < 0)) {
        Py_XDECREF(list);
        return NULL;
    }
    return list;
}

static PyObject *said(const Work *work) {
    PyObject *rows = PyTuple_New(work->size), *pieces = PyTuple_New(work->size);
    int over = 0;
    for (int n = 0; rows && pieces && n < work->size; n++) {
        PyObject *deep = PyLong_FromLong(work->pouring.taken[n].rows);
        PyObject *own = pieces_of(&work->columns, &work->pouring.taken[n], &over);
        if (!deep || !own) {
            Py_XDECREF(deep);
            Py_XDECREF(own);
            goto failed;
        }
        if (PyTuple_SetItem(rows, n, deep) < 0 || PyTuple_SetItem(pieces, n, own) < 0) {
            goto failed; /* they are taken all the same */
        }
    }
    if (rows && pieces) {
        return Py_BuildValue("(NNdii)", rows, pieces, work->pouring.cost, over,
                             work->pouring.short_rows);
    }
failed:
    Py_XDECREF(rows);
    Py_XDECREF(pieces);
    return NULL;
}

PyObject *kernel_pour(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *slabs, *depths, *found = NULL;
    Work work;
    memset(&work, 0, sizeof work);
    if (!PyArg_ParseTuple(args, "O!O!d:pour", &PyList_Type, &slabs, &PyTuple_Type, &depths,
                          &work.columns.over)) {
        return NULL;
    }
    int sound = read_columns(depths, &work.columns);
    sound = sound > 0 ? read_slabs(slabs, &work) : sound;
    if (sound > 0 && !(work.columns.over >= 0 && work.columns.over <= 1e15)) {
        sound = 0;
    }
    if (sound > 0) {
        work.pouring.place = zeros(work.columns.end + work.rows + 4, sizeof(int));
        sound = work.pouring.place ? 1 : -1;
    }
    if (sound == 0) {
        found = Py_None;
        Py_INCREF(found);
    } else if (sound > 0 &&
               pour_slabs(&work.columns, work.slabs, work.size, &work.pouring) == 0) {
        found = said(&work);
    }
    clear(&work);
    return found;
}
