/* What the parts of the kernel share.  Built against the limited API, so that one file serves
   every Python from 3.11 on. */

#ifndef BROADSHEET_KERNEL_H
#define BROADSHEET_KERNEL_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030b0000
#include <Python.h>
#include <float.h>
#include <stdint.h>

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

/* What a line takes and gives: ``LineFill``. */
typedef struct {
    double gap, light, heavy, flex, left;
} Fill;

/* ``Held`` */
typedef struct {
    double gaps, light, heavy, grow, shrink;
} Held;

Fill fill_line(double slack, const Held *held, double em);

/* cjk/pairs.py */
#define BREAK 1
#define WIDEN 2
#define LATIN 4
#define HALF_BEFORE 8
#define HALF_AFTER 16

/* What stands at each gap; all are ``size`` long, that of the text and one. */
typedef struct {
    int size, count; /* gaps; places to break at */
    const unsigned char *flags;
    double *sums, *heads, *tails, *hyphens; /* pt */
    double *base, *grow, *shrink;           /* of springs, pt */
    char *has_head, *has_tail, *has_spring, *light, *heavy; /* light and heavy: by the mark */
    int *wide;  /* how many gaps up to this one may be widened */
    int *shown; /* where the white begins that a line ending here does not show; 0: there is none */
    double *numbers;
    char *marks;
} Gaps;

int gaps_room(Gaps *gaps);
void gaps_clear(Gaps *gaps);
void gaps_look_over(Gaps *gaps, const unsigned char *letters);
void gaps_write_down(const Gaps *gaps, double indent, double *out);

/* A character on a body, as ``Case`` has it; ``key`` is made of both, 0 where there is none.
   In a file's table the glyph is what it is found by, and ``glyph`` the character that it sets. */
typedef struct {
    uint32_t key;
    int32_t glyph;
    double width; /* em; of ``AHEAD`` a part of one */
    unsigned char letter, strange, unused[2];
    uint32_t stood; /* what stands for it in a file: ``typecase.Sorts`` */
} Sort;

/* Bodies: as the character comes, then those of marks and white (``composed.BODIES``). */
enum { OWN, HALF, NARROW, QUARTER, FULL, AHEAD, BODIES };

int find_sort(PyObject *table, Py_UCS4 code, int body, Sort *sort);
int put_sort(PyObject *table, Py_UCS4 code, int body, Sort sort);

/* A span of the text, and the case that it is set from. */
typedef struct {
    PyObject *table, *face, *facts;
    int start, end;
    double size, tracking, wide; /* pt, em, em */
} Stretch;

/* ``composed.ALIGNS`` */
enum { JUSTIFY, LEFT, CENTRE, RIGHT, ALIGNS };

/* How it is set: ``Setting``. */
typedef struct {
    double measure, em, indent; /* pt, pt, em */
    int align, hanging, filled, vertical;
    PyObject *full, *pairs, *gaps; /* marks on whole bodies, the table of pairs, ``cjk.gaps`` */
} Manner;

/* Type on its bodies: ``Matter``; by the character, where not told otherwise. */
typedef struct {
    Gaps gaps;
    int length, count; /* characters, stretches */
    PyObject *string;
    const Manner *manner;
    Stretch *stretches;
    Py_UCS4 *text;
    unsigned char *letters, *flags; /* flags: by the gap */
    int *glyphs, *halves;           /* halves: the glyphs of marks that may give */
    double *widths, *squeezable, *ahead;
    char *hung;       /* by the gap */
    double em;        /* pt, along the line */
    PyObject *wanted; /* a list of sorts that are not there yet */
    char *memory;
} Cast;

/* Tell whether a class is among some. */
int is_in(const char *classes, int letter);
int find_gaps(Cast *cast);
int cast_text(Cast *cast);
void cast_clear(Cast *cast);
int units_go_in(const Cast *cast);

/* A line between two gaps, as it is set. */
typedef struct {
    const Cast *cast;
    int start, end, last;
    double left; /* pt */
    Fill done;
    int givers, shifts;           /* how many of each */
    int *giver, *shift;           /* places of marks that give, gaps with moves, in order */
    double *given, *drawn, *move; /* pt; by the place, by the gap, by the gap */
    char *gives, *draws, *moves;
    int drawers, *drawer; /* gaps of ``drawn`` in order */
    PyObject *made;       /* the classes SetLine, Run, Source */
} Line;

double line_width(Line *line);
PyObject *make_line(Line *line);

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
PyObject *kernel_stock(PyObject *module, PyObject *args);
PyObject *kernel_compose(PyObject *module, PyObject *args);
PyObject *kernel_show(PyObject *module, PyObject *args);
PyObject *kernel_recode(PyObject *module, PyObject *args);

/* Read a number, or a whole one within bounds; 1: it is one to reckon with, 0: it is not, -1: it is
   no number, and an exception says so. */
int read_number(PyObject *item, double *number);
int read_whole(PyObject *item, int least, int most, int *whole);

int pour_slabs(const Columns *columns, const Slab *slabs, int size, Pouring *pouring);

#endif
