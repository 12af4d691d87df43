/* Set lines, as ``broadsheet.paragraph.lines`` and ``squeezing`` make them of matter.

   Takes a cast, the two gaps that bound a line and how it fills its measure; returns a ``SetLine``
   with its runs.  Sums are added in the order of the rule. */

#include "kernel.h"

#include <math.h>

/* squeezing.py */
#define SLIGHT 1e-3
#define RANKS 4
static const char *const rank[RANKS] = {"M", "<>{}", ",:", ".?"};
/* matter.py */
#define EXACT 0.09

static double spring_at(const Gaps *gaps, int gap, double flex) {
    return gaps->base[gap] + flex * (flex > 0 ? gaps->grow : gaps->shrink)[gap];
}

static void give(Line *line, int at, double part) {
    if (!line->gives[at]) {
        line->gives[at] = 1;
        line->giver[line->givers++] = at;
        line->given[at] = 0.0;
    }
    line->given[at] += part;
}

/* ``edges_of``: marks lose half of their bodies at the edges of a line. */
static void trim_edges(Line *line) {
    const Cast *cast = line->cast;
    if (cast->gaps.has_head[line->start]) {
        give(line, line->start, cast->squeezable[line->start]);
    }
    if (cast->gaps.has_tail[line->end] && !cast->hung[line->end]) {
        give(line, line->end - 1, cast->squeezable[line->end - 1]);
    }
}

/* Write down the marks of one rank that may give, in order; return how many. */
static int marks_of(const Line *line, int of, int edges, int *marks) {
    const Gaps *gaps = &line->cast->gaps;
    int count = 0, last = -1;
    for (int at = line->start; at < line->end; at++) {
        int edge = 0;
        for (int n = 0; n < edges; n++) {
            edge = edge || line->giver[n] == at;
        }
        if (edge || !(gaps->light[at] || gaps->heavy[at])) {
            continue;
        }
        last = at;
        if (is_in(rank[of], line->cast->letters[at])) {
            marks[count++] = at;
        }
    }
    /* what hangs at the end gives nothing */
    return line->cast->hung[line->end] && count && marks[count - 1] == last ? count - 1 : count;
}

/* ``squeezed`` and ``evened``; ``marks`` has room for all of a line. */
static void squeeze(Line *line, int *marks) {
    const Cast *cast = line->cast;
    int edges = line->givers, gaps = 0;
    double all = (line->done.light + line->done.heavy) * cast->em / 2, want = all, sum = 0.0;
    for (int turn = 1; turn <= 2; turn++) {
        for (int of = 0; of < RANKS; of++) {
            int count = marks_of(line, of, edges, marks);
            double rooms = 0.0, part = turn / 2.0;
            for (int n = 0; n < count; n++) {
                int at = marks[n];
                rooms += part * cast->squeezable[at] - (line->gives[at] ? line->given[at] : 0.0);
            }
            double share = want > SLIGHT && count ? want / rooms : 0.0;
            share = share < 1.0 ? share : 1.0;
            for (int n = 0; n < count && share != 0.0; n++) {
                int at = marks[n];
                double had = line->gives[at] ? line->given[at] : 0.0;
                give(line, at, share * (part * cast->squeezable[at] - had));
            }
            want -= share * rooms;
        }
    }
    for (int n = edges; n < line->givers; n++) {
        sum += line->given[line->giver[n]];
    }
    for (int gap = line->start + 1; gap < line->end; gap++) {
        gaps += (cast->flags[gap] & WIDEN) != 0;
    }
    if (sum - all > SLIGHT && gaps) {
        line->done.gap = (sum - all) / gaps;
    }
}

/* ``_width`` */
static double width_of(const Line *line) {
    const Gaps *gaps = &line->cast->gaps;
    double width = gaps->sums[line->end] - gaps->sums[line->start], sum = 0.0;
    int wide = 0;
    width = gaps->has_spring[line->start] ? width - gaps->base[line->start] : width;
    for (int n = 0; n < line->givers; n++) {
        sum += line->given[line->giver[n]];
    }
    width = line->givers ? width - sum : width;
    width = line->cast->hung[line->end] ? width - gaps->tails[line->end] : width;
    for (int gap = line->start + 1; gap < line->end; gap++) {
        wide += (gaps->flags[gap] & WIDEN) != 0;
    }
    width = line->done.gap != 0.0 ? width + line->done.gap * wide : width;
    sum = 0.0;
    for (int gap = line->start + 1; gap < line->end && line->done.flex != 0.0; gap++) {
        if (gaps->has_spring[gap]) {
            sum += spring_at(gaps, gap, line->done.flex) - gaps->base[gap];
        }
    }
    return line->done.flex != 0.0 ? width + sum : width;
}

double line_width(Line *line) {
    line->givers = 0;
    trim_edges(line);
    double width = width_of(line);
    for (int n = 0; n < line->givers; n++) {
        line->gives[line->giver[n]] = 0;
    }
    return width;
}

static void draw(Line *line, int gap, double white) {
    if (fabs(white) <= SLIGHT) {
        return;
    }
    if (!line->draws[gap]) {
        line->draws[gap] = 1;
        line->drawer[line->drawers++] = gap;
        line->drawn[gap] = 0.0;
    }
    line->drawn[gap] += white;
}

/* ``drawn_in``: the pen's moves beside marks that give less than half an em. */
static void draw_in(Line *line) {
    const Cast *cast = line->cast;
    line->drawers = 0;
    for (int n = 0; n < line->givers; n++) {
        int at = line->giver[n];
        if (cast->squeezable[at] - line->given[at] < SLIGHT) {
            continue;
        }
        double move = -line->given[at], before = move * cast->ahead[at];
        draw(line, at, before);
        draw(line, at + 1, move - before);
    }
}

static void shift(Line *line, int gap, double move) {
    if (!line->moves[gap]) {
        line->moves[gap] = 1;
        line->shift[line->shifts++] = gap;
        line->move[gap] = 0.0;
    }
    line->move[gap] += move;
}

/* ``_shifts``, and what is drawn in beside marks. */
static void find_shifts(Line *line, int first, int last) {
    const Gaps *gaps = &line->cast->gaps;
    int after = first - 1 > line->start ? first - 1 : line->start;
    line->shifts = 0;
    for (int gap = after + 1; gap < last; gap++) {
        double move = gaps->has_spring[gap] ? spring_at(gaps, gap, line->done.flex) : 0.0;
        if (move != 0.0) {
            shift(line, gap, move);
        }
    }
    for (int n = 0; n < line->drawers; n++) {
        int gap = line->drawer[n];
        if (first <= gap && gap < last) {
            shift(line, gap, line->drawn[gap]);
        }
    }
}

/* A tuple of as many as ``count``, each made by ``item``; NULL where one fails. */
typedef PyObject *(*Item)(const Line *line, int at, int begin);

static PyObject *tuple_of(const Line *line, const int *places, int begin, int count, Item item) {
    PyObject *found = PyTuple_New(count);
    for (int n = 0; found && n < count; n++) {
        PyObject *one = item(line, places ? places[n] : begin + n, begin);
        if (!one || PyTuple_SetItem(found, n, one) < 0) {
            Py_DECREF(found);
            return NULL;
        }
    }
    return found;
}

static PyObject *glyph_at(const Line *line, int at, int begin) {
    const Cast *cast = line->cast;
    (void)begin;
    int half = line->gives[at] && cast->squeezable[at] - line->given[at] < SLIGHT;
    return PyLong_FromLong(half ? cast->halves[at] : cast->glyphs[at]);
}

static PyObject *move_at(const Line *line, int gap, int begin) {
    return Py_BuildValue("(id)", gap - begin, line->move[gap]);
}

/* The moves within a run, in the order in which they were found. */
static PyObject *moves_of(const Line *line, int begin, int until, int *places) {
    int count = 0;
    for (int n = 0; n < line->shifts; n++) {
        if (begin <= line->shift[n] && line->shift[n] < until) {
            places[count++] = line->shift[n];
        }
    }
    return tuple_of(line, places, begin, count, move_at);
}

/* ``_run``, added to the runs of a line; -1: an exception was raised. */
static int add_run(const Line *line, const Stretch *own, int begin, int until, double gap,
                   PyObject *runs) {
    PyObject *facts = own->facts, *source = NULL, *run = NULL;
    PyObject *glyphs = tuple_of(line, NULL, begin, until - begin, glyph_at);
    PyObject *text = PyUnicode_Substring(line->cast->string, begin, until);
    /* the places that ``giver`` has room for behind its own */
    PyObject *moves = moves_of(line, begin, until, line->giver + line->givers);
    long offset = PyLong_AsLong(PyTuple_GetItem(facts, 7));
    if (glyphs && text && moves && !PyErr_Occurred()) {
        source = PyObject_CallFunction(PyTuple_GetItem(line->made, 2), "OOOll",
                                       PyTuple_GetItem(facts, 4), PyTuple_GetItem(facts, 5),
                                       PyTuple_GetItem(facts, 6), offset + begin, offset + until);
    }
    if (source) {
        run = PyObject_CallFunction(PyTuple_GetItem(line->made, 1), "OOOOOOdOdOO",
                                    PyTuple_GetItem(facts, 0), PyTuple_GetItem(facts, 1), glyphs,
                                    text, source, PyTuple_GetItem(facts, 2),
                                    gap + own->tracking * own->size, PyTuple_GetItem(facts, 3), 1.0,
                                    Py_True, moves);
    }
    int failed = !run || PyList_Append(runs, run) < 0;
    Py_XDECREF(glyphs);
    Py_XDECREF(text);
    Py_XDECREF(moves);
    Py_XDECREF(source);
    Py_XDECREF(run);
    return failed ? -1 : 0;
}

/* Add the runs of one stretch, one for each part whose gaps are alike: ``_alike``. */
static int add_runs(const Line *line, const Stretch *own, int first, int last, PyObject *runs) {
    const unsigned char *flags = line->cast->flags;
    int until = last + 1 < line->end ? last + 1 : line->end, begin = first, rigid = 0;
    double gap = line->done.gap;
    for (int at = first + 1; at < until && gap != 0.0; at++) {
        rigid = rigid || !(flags[at] & WIDEN);
    }
    for (int at = first + 1; at < until && rigid; at++) {
        int wide = flags[at] & WIDEN;
        if (at + 1 == until) {
            gap = wide ? gap : 0.0;
        } else if (wide != (flags[at + 1] & WIDEN)) {
            if (add_run(line, own, begin, at, wide ? gap : 0.0, runs) < 0) {
                return -1;
            }
            begin = at;
        }
    }
    return add_run(line, own, begin, last, gap, runs);
}

static int all_runs(Line *line, PyObject *runs) {
    const Cast *cast = line->cast;
    int failed = 0;
    for (int n = 0; n < cast->count && !failed; n++) {
        const Stretch *own = &cast->stretches[n];
        if (own->end <= line->start || own->start >= line->end) {
            continue;
        }
        int first = own->start > line->start ? own->start : line->start;
        int last = own->end < line->end ? own->end : line->end;
        find_shifts(line, first, last);
        failed = add_runs(line, own, first, last, runs);
        for (int k = 0; k < line->shifts; k++) {
            line->moves[line->shift[k]] = 0;
        }
    }
    return failed;
}

static PyObject *said(const Line *line, PyObject *runs, double width) {
    double em = line->cast->manner->em, gap = line->done.gap;
    PyObject *none = PyTuple_New(0);
    PyObject *names = Py_BuildValue(
        "{s:N,s:d,s:d,s:d,s:O,s:i,s:i,s:O}", "runs", PyList_AsTuple(runs), "width", width, "left",
        line->left, "stretch", gap / em, "exact", gap > EXACT * em ? Py_True : Py_False, "start",
        line->start, "end", line->end, "last", line->last ? Py_True : Py_False);
    PyObject *made = none && names ? PyObject_Call(PyTuple_GetItem(line->made, 0), none, names) : NULL;
    Py_XDECREF(none);
    Py_XDECREF(names);
    return made;
}

/* ``set_line_of``; NULL: an exception was raised. */
PyObject *make_line(Line *line) {
    PyObject *found = NULL, *runs = PyList_New(0);
    line->givers = 0;
    trim_edges(line);
    if (line->done.light != 0.0 || line->done.heavy != 0.0) {
        squeeze(line, line->shift);
    }
    draw_in(line);
    if (runs && all_runs(line, runs) == 0) {
        double width = width_of(line);
        double spare = line->cast->manner->measure - line->left - width;
        if (line->cast->manner->align == CENTRE || line->cast->manner->align == RIGHT) {
            line->left += line->cast->manner->align == CENTRE ? spare / 2 : spare;
        }
        found = said(line, runs, width);
    }
    Py_XDECREF(runs);
    for (int n = 0; n < line->givers; n++) {
        line->gives[line->giver[n]] = 0;
    }
    for (int n = 0; n < line->drawers; n++) {
        line->draws[line->drawer[n]] = 0;
    }
    return found;
}
