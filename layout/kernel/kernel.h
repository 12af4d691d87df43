/* What the parts of the kernel share.  Built against the limited API, so that one file serves
   every Python from 3.11 on. */

#ifndef BROADSHEET_KERNEL_H
#define BROADSHEET_KERNEL_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030b0000
#include <Python.h>
#include <float.h>

/* Where doubles are reckoned wider than they are (x87) sums come to other bits than Python's. */
#if FLT_EVAL_METHOD != 0
#error "doubles are not reckoned as doubles here"
#endif

/* The tallies of each break, in the order in which they are handed over. */
enum {
    WIDTH_STARTS,
    WIDTH_ENDS,
    GAP_STARTS,
    GAP_ENDS,
    LIGHT_STARTS,
    LIGHT_ENDS,
    HEAVY_STARTS,
    HEAVY_ENDS,
    GROW_STARTS,
    GROW_ENDS,
    SHRINK_STARTS,
    SHRINK_ENDS,
    TALLIES, /* how many */
    PENALTY = TALLIES,
    SUMS
};

/* A paragraph as ``linebreak`` sees it: ``Breaks`` and ``Measure``. */
typedef struct {
    const double *sums[SUMS]; /* each ``last`` + 1 long; PENALTY may be NULL */
    int last;
    double width, em; /* pt */
    int ragged, filled;
    int tail;
    int lines;      /* asked for; below 0: as many as cost least */
    PyObject *look; /* to call now and then, or None */
} Paragraph;

/* The breaks taken, from the last to the first, and the counts of lines as good as theirs. */
typedef struct {
    int *ends;
    int size;
    int shortest, longest;
} Taken;

int choose_breaks(const Paragraph *par, Taken *taken);

/* What ``flow`` pours: ``Choice``, ``Slab``, ``_Columns``. */
typedef struct {
    int rows;
    double cost, unlike, opening;
} Choice;

typedef struct {
    const Choice *choices;
    int size; /* of them, one at least */
    int splits, ends, keep, head, repeat;
} Slab;

typedef struct {
    int count;    /* of columns */
    int end;      /* rows of all of them */
    int *starts;  /* by column, and for the endless one behind them: its first row */
    int *numbers; /* by row, its column */
    int *left;    /* by row, how many are left in its column */
    char *heads;  /* by row, and for the one after all: a column begins with it */
    double over;  /* cost of a row that no column holds */
} Columns;

/* A way to have set a slab: its cost with those before it, the row that follows, where it begins,
   its rows, the row that followed the slab before; whether its last lines moved on together. */
typedef struct {
    double cost;
    int next, start, rows, before, torn;
} Step;

typedef struct {
    int *place;
    size_t *firsts;
    Step *taken; /* by slab */
    double cost;
    int short_rows;
} Pouring;

/* The methods of the module; each checks what it is handed. */
PyObject *kernel_choose(PyObject *module, PyObject *args);
PyObject *kernel_tally(PyObject *module, PyObject *args);
PyObject *kernel_pour(PyObject *module, PyObject *args);

/* Read a number, or a whole one within bounds; 1: it is one to reckon with, 0: it is not, -1: it is
   no number, and an exception says so. */
int read_number(PyObject *item, double *number);
int read_whole(PyObject *item, int least, int most, int *whole);

int pour_slabs(const Columns *columns, const Slab *slabs, int size, Pouring *pouring);

#endif
