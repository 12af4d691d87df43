/* Pouring slabs into columns, as ``broadsheet.flow`` does where a slab is the same in every row.

   Takes slabs and the depths of columns; returns how each slab is set, and where.  The rule is the
   one in Python: the same sums in the same order, and of ways that cost the same the one that is
   found first.  Whoever changes one changes the other. */

#include "kernel.h"

/* flow.py */
#define HOLE 4.0
#define WIDOW 60.0
#define LONE_FIRST 0.6
#define SHORT 3.0
#define WHITE 300.0
#define AT_HEAD 4.0
#define DEEPEST_HOLE 1
#define TAIL 2
#define ENDLESS (1 << 30)

/* The best ways to have set some slabs, in the order in which their next rows were first met. */
typedef struct {
    Step *steps;
    size_t size, room;
    size_t first; /* of those of the slab in hand */
    int *place;   /* by the next row, which of those it is, from 1 on; 0: none */
} Trail;

static int room_at(const Columns *columns, int at) {
    return at < columns->end ? columns->left[at] : ENDLESS;
}

static int is_head(const Columns *columns, int at) {
    return at >= 0 && at <= columns->end && columns->heads[at];
}

static int again(const Slab *slab, const Columns *columns, int start) {
    return start < columns->end && is_head(columns, start) ? slab->repeat : 0;
}

/* ``_keep_best``; -1 where no memory is left. */
static int keep_best(Trail *trail, Step step) {
    int known = trail->place[step.next];
    if (known) {
        Step *other = &trail->steps[trail->first + (size_t)known - 1];
        if (step.cost < other->cost) {
            *other = step;
        }
        return 0;
    }
    if (trail->size == trail->room) {
        size_t room = 2 * trail->room + 64;
        Step *more = PyMem_Realloc(trail->steps, room * sizeof(Step));
        if (!more) {
            PyErr_NoMemory();
            return -1;
        }
        trail->steps = more;
        trail->room = room;
    }
    trail->steps[trail->size++] = step;
    trail->place[step.next] = (int)(trail->size - trail->first);
    return 0;
}

/* Where what follows a row may begin, and what the hole before it costs: ``_Columns.begins``. */
typedef struct {
    int at[2];
    double hole[2];
    int size;
} Begins;

static Begins begins(const Columns *columns, int at, int held) {
    Begins found = {{at, 0}, {0.0, 0.0}, 1};
    int room = room_at(columns, at);
    if (room <= DEEPEST_HOLE && !held && !is_head(columns, at)) {
        found.at[1] = at + room;
        found.hole[1] = HOLE * room * room;
        found.size = 2;
    }
    return found;
}

static double hole_between(int at, int start) {
    double rows = start - at;
    return HOLE * (rows * rows);
}

/* The same for a paragraph: where there is room for what stays together of it (``_begins``). */
static Begins begins_whole(const Slab *slab, const Columns *columns, int at, int held) {
    Begins all = begins(columns, at, held), whole = {{0, 0}, {0.0, 0.0}, 0};
    if (!slab->head) {
        return all;
    }
    for (int n = 0; n < all.size; n++) {
        if (room_at(columns, all.at[n]) >= slab->head) {
            whole.at[whole.size] = all.at[n];
            whole.hole[whole.size++] = all.hole[n];
        }
    }
    if (whole.size) {
        return whole;
    }
    int start = at;
    while (room_at(columns, start) < slab->head) {
        start += room_at(columns, start);
    }
    whole.at[0] = start;
    whole.hole[0] = hole_between(at, start);
    whole.size = 1;
    return whole;
}

/* ``_set_lines``, after one state */
static int set_lines(const Slab *slab, const Columns *columns, Trail *trail, int at, double cost,
                     int held) {
    Begins from = begins_whole(slab, columns, at, held);
    int end = columns->end;
    for (int n = 0; n < from.size; n++) {
        int start = from.at[n], more = again(slab, columns, start);
        double lone = start < end && columns->left[start] == 1 ? LONE_FIRST : 0.0;
        for (int k = 0; k < slab->size; k++) {
            const Choice *choice = &slab->choices[k];
            int rows = choice->rows + more > 0 ? choice->rows + more : 0;
            int last = start + rows - 1;
            double fit = last >= end ? (last + 1 - (end > start ? end : start)) * columns->over : 0.0;
            if (rows > 1) {
                fit += (is_head(columns, last) ? WIDOW : 0.0) + lone;
            }
            double total = cost + from.hole[n] + choice->cost + fit;
            Step step = {total, last + 1, start, rows, at, 0};
            if (keep_best(trail, step) < 0) {
                return -1;
            }
            if (rows > TAIL + slab->head && last < end && is_head(columns, last) &&
                columns->left[last] >= TAIL) {
                Step torn = {total - WIDOW + HOLE, last + 2, start, rows, at, 1};
                if (keep_best(trail, torn) < 0) {
                    return -1;
                }
            }
        }
    }
    return 0;
}

/* ``_push`` */
static int push(const Slab *slab, const Columns *columns, Trail *trail, int at, double cost) {
    const Choice *choice = &slab->choices[0];
    int start = at, rows = choice->rows;
    while (rows + slab->keep > room_at(columns, start)) {
        start += room_at(columns, start);
        rows = choice->rows + (start < columns->end ? slab->repeat : 0);
        rows = rows > 0 ? rows : 0;
    }
    double over = start >= columns->end ? rows * columns->over : 0.0;
    Step step = {cost + hole_between(at, start) + choice->cost + over, start + rows, start, rows, at, 0};
    return keep_best(trail, step);
}

/* ``_set_whole``, after one state */
static int set_whole(const Slab *slab, const Columns *columns, Trail *trail, int at, double cost,
                     int held) {
    Begins from = begins(columns, at, held);
    int placed = 0, end = columns->end;
    for (int n = 0; n < from.size; n++) {
        int start = from.at[n], more = again(slab, columns, start);
        int opens = is_head(columns, start);
        for (int k = 0; k < slab->size; k++) {
            const Choice *choice = &slab->choices[k];
            int rows = choice->rows + more > 0 ? choice->rows + more : 0;
            if (rows + slab->keep > room_at(columns, start)) {
                continue;
            }
            placed = 1;
            int lost = start + rows - (end > start ? end : start);
            double over = (lost > 0 ? lost : 0) * columns->over;
            double price = opens ? AT_HEAD * choice->cost + choice->opening
                                 : choice->cost + choice->unlike;
            Step step = {cost + from.hole[n] + price + over, start + rows, start, rows, at, 0};
            if (keep_best(trail, step) < 0) {
                return -1;
            }
        }
    }
    return placed ? 0 : push(slab, columns, trail, at, cost);
}

static double white_cost(int rows) {
    double square = SHORT * rows * rows, level = WHITE + rows;
    return level < square ? level : square;
}

/* Forget which rows were met. */
static void forget(Trail *trail) {
    for (size_t n = trail->first; n < trail->size; n++) {
        trail->place[trail->steps[n].next] = 0;
    }
}

/* ``_end_columns``: what is written goes behind what is read, then into its stead. */
static int end_columns(const Columns *columns, Trail *trail) {
    size_t first = trail->first, size = trail->size;
    forget(trail);
    trail->first = size;
    for (size_t n = first; n < size; n++) {
        Step step = trail->steps[n];
        int at = step.next;
        int white = at >= columns->end || is_head(columns, at) ? 0 : room_at(columns, at);
        step.cost += white_cost(white);
        step.next = at + white;
        if (keep_best(trail, step) < 0) {
            return -1;
        }
    }
    size_t made = trail->size - size;
    for (size_t n = 0; n < made; n++) {
        trail->steps[first + n] = trail->steps[size + n];
    }
    trail->first = first;
    trail->size = first + made;
    return 0;
}

/* ``_drop_dearer``; what is dropped is no longer looked up by its row */
static void drop_dearer(const Columns *columns, Trail *trail) {
    const Step *best = NULL;
    for (size_t n = trail->first; n < trail->size; n++) {
        const Step *step = &trail->steps[n];
        if (step->next >= columns->end &&
            (!best || step->cost < best->cost ||
             (step->cost == best->cost && step->next < best->next))) {
            best = step;
        }
    }
    int next = best ? best->next : 0;
    size_t kept = trail->first;
    for (size_t n = trail->first; n < trail->size; n++) {
        Step step = trail->steps[n];
        if (step.next < columns->end || step.next == next) {
            trail->steps[kept++] = step;
        }
    }
    trail->size = kept;
}

/* Set a slab after each way to have set those before it; -1: an exception was raised. */
static int set_slab(const Slab *slab, const Columns *columns, Trail *trail, size_t from, int held) {
    for (size_t n = from; n < trail->first; n++) {
        int at = trail->steps[n].next;
        double cost = trail->steps[n].cost;
        int done = slab->splits ? set_lines(slab, columns, trail, at, cost, held)
                                : set_whole(slab, columns, trail, at, cost, held);
        if (done < 0) {
            return -1;
        }
    }
    if (slab->ends && end_columns(columns, trail) < 0) {
        return -1;
    }
    forget(trail);
    drop_dearer(columns, trail);
    return PyErr_CheckSignals();
}

/* Which of some steps ends at the least cost: of those as cheap, in the first row. */
static const Step *cheapest(const Columns *columns, const Trail *trail, size_t first, double *cost) {
    const Step *best = NULL;
    for (size_t n = first; n < trail->size; n++) {
        const Step *step = &trail->steps[n];
        int missing = columns->end - step->next;
        double total = step->cost + white_cost(missing > 0 ? missing : 0);
        if (!best || total < *cost || (total == *cost && step->next < best->next)) {
            best = step;
            *cost = total;
        }
    }
    return best;
}

/* ``pour``: the way of each slab in ``taken``; -1: an exception was raised.

   ``place`` has a zero for each row that a slab may end in, ``firsts`` room for where the steps
   of each slab begin. */
int pour_slabs(const Columns *columns, const Slab *slabs, int size, Pouring *pouring) {
    Trail trail = {NULL, 0, 0, 0, pouring->place};
    Step nothing = {0.0, 0, 0, 0, 0, 0};
    int held = 0, done = -1;
    if (keep_best(&trail, nothing) < 0) {
        return -1;
    }
    forget(&trail);
    for (int n = 0; n < size; n++) {
        size_t from = trail.first;
        pouring->firsts[n] = trail.first = trail.size;
        if (set_slab(&slabs[n], columns, &trail, from, held) < 0) {
            goto done;
        }
        held = !slabs[n].splits;
    }
    size_t first = size ? pouring->firsts[size - 1] : 0, last = trail.size;
    const Step *step = cheapest(columns, &trail, first, &pouring->cost);
    pouring->short_rows = columns->end > step->next ? columns->end - step->next : 0;
    int at = step->next;
    for (int n = size - 1; n >= 0; n--) {
        step = &trail.steps[pouring->firsts[n]];
        while (step->next != at && step < &trail.steps[last - 1]) {
            step++;
        }
        pouring->taken[n] = *step;
        at = step->before;
        last = pouring->firsts[n];
    }
    done = 0;
done:
    PyMem_Free(trail.steps);
    return done;
}
