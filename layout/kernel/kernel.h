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

#endif
