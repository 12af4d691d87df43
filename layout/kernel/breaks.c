/* The choice of breaks, as ``broadsheet.linebreak.table`` and ``filling`` make it.

   Takes sums up to each break; returns which breaks to take.  The rule is the one in Python, and
   what is told here is only how it is reckoned: the same sums in the same order on doubles, so
   that both come to the same bits.  Whoever changes one changes the other. */

#include "kernel.h"

#include <math.h>

/* filling.py */
#define EVEN 0.06
#define SEEN 0.07
#define WIDE 0.09
#define LOOSE 0.12
#define EPS 1e-4
#define STRETCH (28.0 * 28.0)
#define LIGHT 0.1
#define HEAVY 0.5
#define GROW 0.3
#define SHRINK 0.5
#define SEEN_COST 5.0
#define WIDE_COST 60.0
#define LOOSE_COST 400.0
#define OVER_COST 1e6
#define EVEN_COST (EVEN * EVEN * STRETCH)
/* table.py */
#define TAIL_COST 1000.0
#define LIKELY 8.0
#define FAR 512
#define ANY 1e300
#define LACK 1.5
#define LACK_FOR_TAIL 4.0
#define SPREAD 2

static double over_seen(double wide) {
    if (wide <= WIDE) {
        return SEEN_COST;
    }
    double loose = wide / LOOSE - 1;
    return WIDE_COST + (loose > 0.0 ? loose : 0.0) * LOOSE_COST;
}

static void widen(Fill *fill, double slack, double gaps, double grow, double em) {
    double taken = grow < slack ? grow : slack;
    double rest = slack - taken;
    fill->flex = grow != 0.0 ? taken / grow : 0.0;
    fill->gap = fill->left = 0.0;
    if (rest <= em * EPS) {
        return;
    }
    if (gaps != 0.0) {
        fill->gap = rest / gaps;
    } else {
        fill->left = rest;
    }
}

static void narrow(Fill *fill, double need, const Held *held, double em) {
    double eps = em * EPS, half = em / 2, shrink = held->shrink;
    if (need <= eps) {
        return;
    }
    fill->light = need < held->light * half ? need / half : held->light;
    double rest = need - fill->light * half;
    if (rest <= eps) {
        return;
    }
    if (shrink != 0.0) {
        fill->flex = -(rest < shrink ? rest / shrink : 1.0);
    }
    rest -= shrink;
    if (rest <= eps) {
        return;
    }
    fill->heavy = rest < held->heavy * half ? rest / half : held->heavy;
    double over = rest - fill->heavy * half;
    fill->left = over > eps ? -over : 0.0;
}

Fill fill_line(double slack, const Held *held, double em) {
    Fill fill = {0.0, 0.0, 0.0, 0.0, 0.0};
    if (slack >= 0) {
        widen(&fill, slack, held->gaps, held->grow, em);
    } else {
        narrow(&fill, -slack, held, em);
    }
    return fill;
}

static double price(double slack, const Held *held, double em) {
    Fill fill = fill_line(slack, held, em);
    double wide = fill.gap / em;
    double cost = wide * wide * STRETCH + (fill.flex > 0 ? GROW : SHRINK) * fill.flex * fill.flex;
    if (fill.light != 0.0) {
        cost += LIGHT * fill.light * fill.light / held->light;
    }
    if (fill.heavy != 0.0) {
        cost += HEAVY * fill.heavy * fill.heavy / held->heavy;
    }
    if (wide > SEEN) {
        cost += over_seen(wide);
    }
    if (fill.left < 0) {
        return OVER_COST * (1 - fill.left / em);
    }
    return cost + (fill.left != 0.0 ? LOOSE_COST * (1 + fill.left / em) : 0.0);
}

/* The least cost of reaching each break, and from where: ``BreakTable``. */
typedef struct {
    double *best, *fewest, *most;
    int *back, *count;
    double lack; /* em */
} Table;

/* The ways in a count of lines that lies at most ``SPREAD`` from the best one of each break. */
#define NEAR (2 * SPREAD + 1)
#define NONE (-1)
typedef struct {
    double *costs; /* ``NEAR`` for each break */
    int *from;     /* the break before; NONE: no such way */
} Counted;

/* One start, as its ends are found; either ``table`` takes them or ``counted``. */
typedef struct {
    const Paragraph *par;
    Table *table;
    Counted *counted;
    int start;
    int met; /* ends found */
} Start;

static Held held_between(const Paragraph *par, int start, int end) {
    const double *const *sums = par->sums;
    Held held = {
        sums[GAP_ENDS][end] - sums[GAP_STARTS][start],
        sums[LIGHT_ENDS][end] - sums[LIGHT_STARTS][start],
        sums[HEAVY_ENDS][end] - sums[HEAVY_STARTS][start],
        sums[GROW_ENDS][end] - sums[GROW_STARTS][start],
        sums[SHRINK_ENDS][end] - sums[SHRINK_STARTS][start],
    };
    return held;
}

/* Note the ways that a line between two breaks adds: ``BreakTable.counted``. */
static void count_way(const Start *at, int end, double cost) {
    double *costs = at->counted->costs;
    int *from = at->counted->from, start = at->start;
    int more = at->table->count[start] + 1 - at->table->count[end];
    for (int n = 0; n < NEAR; n++) {
        size_t before = (size_t)start * NEAR + n, place = (size_t)end * NEAR + n + more;
        if (from[before] == NONE || n + more < 0 || n + more >= NEAR) {
            continue;
        }
        if (from[place] == NONE || costs[before] + cost < costs[place]) {
            costs[place] = costs[before] + cost;
            from[place] = start;
        }
    }
}

/* Take an end that a line from a start can reach. */
static void reach(Start *at, int end, double cost, int even) {
    Table *table = at->table;
    int start = at->start;
    const double *penalty = at->par->sums[PENALTY];
    at->met++;
    if (penalty) {
        cost += penalty[end];
        even = even && penalty[end] == 0.0;
    }
    if (at->counted) {
        if (even) {
            count_way(at, end, cost);
        }
        return;
    }
    if (table->best[start] + cost < table->best[end]) {
        table->best[end] = table->best[start] + cost;
        table->back[end] = start;
        table->count[end] = table->count[start] + 1;
    }
    if (even) {
        double low = table->fewest[start] + 1, high = table->most[start] + 1;
        table->fewest[end] = low < table->fewest[end] ? low : table->fewest[end];
        table->most[end] = high > table->most[end] ? high : table->most[end];
    }
}

/* Take the line that ends the paragraph, if it fits: ``BreakTable.close``. */
static void close_paragraph(Start *at, double target) {
    const Paragraph *par = at->par;
    double em = par->em, slack = target - par->sums[WIDTH_ENDS][par->last], cost = 0.0;
    Held held = held_between(par, at->start, par->last);
    if (slack < -EPS * em) {
        cost = price(slack, &held, em);
        if (cost >= OVER_COST || par->ragged) {
            return;
        }
    }
    if (par->filled && slack > 0) {
        cost = price(slack, &held, em);
        reach(at, par->last, cost, cost <= EVEN_COST);
        return;
    }
    int long_enough = at->start <= par->tail || at->start == 0;
    reach(at, par->last, long_enough ? cost : cost + TAIL_COST, long_enough);
}

/* Take the one line that must do where none is within bounds: ``BreakTable.forced``. */
static void force(Start *at, int first, double target) {
    const Paragraph *par = at->par;
    int end = first - 1 > at->start ? first - 1 : at->start + 1;
    double slack = target - par->sums[WIDTH_ENDS][end];
    double lack = fabs(slack) / par->em;
    if (slack < 0) {
        reach(at, end, OVER_COST * (1 + lack), 0);
        return;
    }
    double gaps = par->sums[GAP_ENDS][end] - par->sums[GAP_STARTS][at->start];
    reach(at, end, over_seen(lack / (gaps != 0.0 ? gaps : 0.5)) + lack * lack, 0);
}

/* Take the ends of lines that fill the measure; return the first end in reach of this start,
   which is at or after that of the start before: ``BreakTable._justified``. */
static int justify(Start *at, int first) {
    const Paragraph *par = at->par;
    const double *ends = par->sums[WIDTH_ENDS], *gap_ends = par->sums[GAP_ENDS];
    const double *grow_ends = par->sums[GROW_ENDS];
    double em = par->em, gap_start = par->sums[GAP_STARTS][at->start];
    double grow_start = par->sums[GROW_STARTS][at->start];
    double target = par->width + par->sums[WIDTH_STARTS][at->start];
    double least = target - at->table->lack * em, loose = LOOSE * em, eps = em * EPS;
    double scale = STRETCH / (em * em), half = em / 2;
    int last = par->last, end;
    first = first > at->start ? first : at->start + 1;
    while (first < last && ends[first] < least) {
        double slack = target - ends[first];
        if (slack <= (gap_ends[first] - gap_start) * loose + grow_ends[first] - grow_start) {
            break;
        }
        first++;
    }
    for (end = first; end < last; end++) {
        double slack = target - ends[end], gaps = gap_ends[end] - gap_start;
        if (slack < -eps || gaps == 0.0 || grow_ends[end] != grow_start) {
            Held held = held_between(par, at->start, end);
            if (-slack > (held.light + held.heavy) * half + held.shrink + eps) {
                break;
            }
            double cost = price(slack, &held, em);
            reach(at, end, cost, cost <= EVEN_COST);
        } else {
            double gap = slack / gaps;
            double seen = gap <= SEEN * em ? 0.0 : over_seen(gap / em);
            reach(at, end, gap * gap * scale + seen, gap <= EVEN * em);
        }
    }
    if (end == last) {
        close_paragraph(at, target);
    }
    if (!at->met) {
        force(at, first, target);
    }
    return first;
}

/* Take the ends of lines that keep their natural width: ``BreakTable._ragged``. */
static void set_ragged(Start *at) {
    const Paragraph *par = at->par;
    double target = par->width + par->sums[WIDTH_STARTS][at->start];
    int end;
    for (end = at->start + 1; end < par->last; end++) {
        double slack = target - par->sums[WIDTH_ENDS][end];
        if (slack < -EPS * par->em) {
            break;
        }
        double part = slack / par->width;
        reach(at, end, part * part * 10, 1);
    }
    if (end >= par->last) {
        close_paragraph(at, target);
    }
    if (!at->met) {
        force(at, at->start + 1, target);
    }
}

/* Ask now and then whether work must stop: ``Measure.watched``; -1: it must. */
static int look(const Paragraph *par, int start) {
    if (start % FAR) {
        return 0;
    }
    if (par->look != Py_None) {
        PyObject *said = PyObject_CallNoArgs(par->look);
        if (!said) {
            return -1;
        }
        Py_DECREF(said);
    }
    return PyErr_CheckSignals();
}

/* Go through the starts in order: ``BreakTable.run``; -1: an exception was raised.

   With ``counted`` the table is done and stays as it is: the same starts find the same ends. */
static int run(const Paragraph *par, Table *table, Counted *counted, double limit) {
    int first = 1;
    for (int start = 0; start < par->last; start++) {
        if (!(table->best[start] <= limit || table->fewest[start] < INFINITY)) {
            continue;
        }
        if (look(par, start) < 0) {
            return -1;
        }
        Start at = {par, table, counted, start, 0};
        if (par->ragged) {
            set_ragged(&at);
        } else {
            first = justify(&at, first);
        }
    }
    return 0;
}

static int run_anew(const Paragraph *par, Table *table, double limit) {
    for (int n = 0; n <= par->last; n++) {
        table->best[n] = table->fewest[n] = n ? INFINITY : 0.0;
        table->most[n] = n ? -INFINITY : 0.0;
        table->back[n] = table->count[n] = 0;
    }
    return run(par, table, NULL, limit);
}

/* ``_weighed``: where ways over likely starts will not do, or counts are asked for, all starts. */
static int weigh(const Paragraph *par, Table *table) {
    if (par->lines < 0) {
        if (run_anew(par, table, LIKELY) < 0) {
            return -1;
        }
        if (table->best[par->last] <= LIKELY) {
            return 0;
        }
    }
    return run_anew(par, table, ANY);
}

/* Write down the breaks from the last to the first; return how many. */
static int walk_back(const Paragraph *par, const Table *table, int *ends) {
    int size = 0;
    ends[size++] = par->last;
    while (ends[size - 1]) {
        ends[size] = table->back[ends[size - 1]];
        size++;
    }
    return size;
}

/* ``BreakTable.counted``: 1 where there is such a way, and its breaks in ``ends``. */
static int count_lines(const Paragraph *par, Table *table, int *ends) {
    size_t size = ((size_t)par->last + 1) * NEAR;
    Counted counted = {PyMem_Malloc(size * sizeof(double)), PyMem_Malloc(size * sizeof(int))};
    int found = -1;
    if (!counted.costs || !counted.from) {
        PyErr_NoMemory();
        goto done;
    }
    for (size_t n = 0; n < size; n++) {
        counted.from[n] = NONE;
    }
    counted.costs[SPREAD] = 0.0;
    counted.from[SPREAD] = 0;
    if (run(par, table, &counted, ANY) < 0) {
        goto done;
    }
    int at = par->last, slot = par->lines - table->count[at] + SPREAD;
    found = slot >= 0 && slot < NEAR && counted.from[(size_t)at * NEAR + slot] != NONE;
    for (int lines = par->lines, n = 0; found && lines >= 0; lines--, n++) {
        ends[n] = at;
        at = counted.from[(size_t)at * NEAR + (lines - table->count[at] + SPREAD)];
    }
done:
    PyMem_Free(counted.costs);
    PyMem_Free(counted.from);
    return found;
}

/* How many lines, at least and at most, do as well as the best count: ``BreakTable.choice``. */
static void spread_of(const Paragraph *par, const Table *table, Taken *taken) {
    int lines = taken->size - 1;
    double fewest = table->fewest[par->last], most = table->most[par->last];
    fewest = fewest < lines ? fewest : lines;
    most = most > lines ? most : lines;
    taken->shortest = (int)(fewest < lines - SPREAD ? lines - SPREAD : fewest);
    taken->longest = (int)(most > lines + SPREAD ? lines + SPREAD : most);
}

/* Lay out a table in a block of memory; return what lies behind it. */
static char *lay_out(Table *table, char *memory, size_t size, double lack) {
    double *numbers = (double *)memory;
    table->best = numbers;
    table->fewest = numbers + size;
    table->most = numbers + 2 * size;
    table->back = (int *)(numbers + 3 * size);
    table->count = table->back + size;
    table->lack = lack;
    return (char *)(table->count + size);
}

/* ``choose``: -1 where an exception was raised.  ``ends`` has room for each break. */
int choose_breaks(const Paragraph *par, Taken *taken) {
    size_t size = (size_t)par->last + 1, each = size * (3 * sizeof(double) + 2 * sizeof(int));
    Table plain, wider, *table = &plain;
    int done = -1, *ends = taken->ends;
    char *memory = PyMem_Malloc(2 * each);
    if (!memory) {
        PyErr_NoMemory();
        return -1;
    }
    lay_out(&wider, lay_out(&plain, memory, size, LACK), size, LACK_FOR_TAIL);
    if (weigh(par, &plain) < 0) {
        goto done;
    }
    taken->size = walk_back(par, &plain, ends);
    if (taken->size > 2 && ends[1] > par->tail) {
        if (weigh(par, &wider) < 0) {
            goto done;
        }
        if (wider.best[par->last] < plain.best[par->last]) {
            table = &wider;
            taken->size = walk_back(par, table, ends);
        }
    }
    spread_of(par, table, taken);
    int lines = par->lines;
    if (lines >= 0 && lines != taken->size - 1 && taken->shortest <= lines &&
        lines <= taken->longest) {
        int found = count_lines(par, table, ends);
        if (found < 0) {
            goto done;
        }
        taken->size = found ? lines + 1 : taken->size;
    }
    done = 0;
done:
    PyMem_Free(memory);
    return done;
}
