/* formula-layout.c — lays out an equation as in a book
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every atom consists of up to three Pango layouts (base, index, exponent) with a position of its
 * own; a fraction is two rows of atoms with a bar between them. Lines break before an atom that
 * follows a space, and continuation lines are indented.
 */

#include "ui/formula-layout.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "ui/formula-atoms.h"

/* As multiples of the font size. */
#define SCRIPT_SIZE    0.72
#define INDEX_DROP     0.22
#define EXPONENT_RISE  0.42
#define SPACE          0.24
#define BAR_HEIGHT     0.30  /* of a fraction's bar, above the baseline */
#define BAR_GAP        0.10
#define BAR_MARGIN     0.15
#define LINE_GAP       0.35
#define INDENT         1.6

#define BAR_THICKNESS_PX 1.0

/* The size of an atom or fraction, measured from its left end on the baseline. */
typedef struct
{
  double width;
  double ascent;
  double descent;
} Extent;

typedef struct
{
  PangoLayout *base;
  PangoLayout *index;     /* NULL: none */
  PangoLayout *exponent;  /* NULL: none */
  double       base_width;
  Extent       extent;
  double       x;
  double       y;         /* of the baseline */
} Set;

/* A fraction: its numerator atoms, followed by its denominator atoms. */
typedef struct
{
  guint  first;
  guint  n_above;
  guint  n_below;
  double above_width;
  double below_width;
  Extent extent;
  double x;
  double y;
} Fraction;

struct _HeedFormulaLayout
{
  PangoContext *context;
  GArray       *atoms;      /* of HeedAtom */
  Set          *sets;       /* one per atom */
  GArray       *fractions;  /* of Fraction */
  double        size;       /* font size, pixels */
  double        limit;      /* maximum width; 0: none */
  double        width;
  double        height;
  double        baseline;   /* of the first line */
};

static const HeedAtom *
get_atom (HeedFormulaLayout *self,
          guint              i)
{
  return &g_array_index (self->atoms, HeedAtom, i);
}

static Fraction *
get_fraction (HeedFormulaLayout *self,
              guint              i)
{
  return &g_array_index (self->fractions, Fraction, i);
}

/* --- Atoms --- */

static PangoLayout *
set_text (HeedFormulaLayout *self,
          const char        *text,
          double             size,
          gboolean           is_slanted)
{
  PangoLayout *layout;
  PangoFontDescription *font;

  if (text == NULL)
    return NULL;

  layout = pango_layout_new (self->context);
  font = pango_font_description_copy (pango_context_get_font_description (self->context));
  pango_font_description_set_family (font, "serif");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_style (font, is_slanted ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);

  return layout;
}

static double
get_width (PangoLayout *layout)
{
  PangoRectangle logical;

  if (layout == NULL)
    return 0.0;

  pango_layout_get_extents (layout, NULL, &logical);

  return (double) logical.width / PANGO_SCALE;
}

/* Extends the ascent and descent to cover a layout that is moved down by drop. */
static void
cover (Extent      *extent,
       PangoLayout *layout,
       double       drop)
{
  PangoRectangle logical;
  double baseline;

  if (layout == NULL)
    return;

  pango_layout_get_extents (layout, NULL, &logical);
  baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
  extent->ascent = MAX (extent->ascent, baseline - drop);
  extent->descent =
    MAX (extent->descent, (double) logical.height / PANGO_SCALE - baseline + drop);
}

static void
set_atom (HeedFormulaLayout *self,
          const HeedAtom    *atom,
          Set               *set)
{
  /* Symbols are italic, except for the upright sum sign. */
  gboolean is_slanted = atom->kind == HEED_ATOM_SYMBOL && !g_str_equal (atom->base, "Σ");
  gboolean is_digits = atom->index != NULL && g_ascii_isdigit (*atom->index);

  set->base = set_text (self, atom->base, self->size, is_slanted);
  set->index = set_text (self, atom->index, self->size * SCRIPT_SIZE, !is_digits);
  set->exponent = set_text (self, atom->exponent, self->size * SCRIPT_SIZE, FALSE);
  set->base_width = get_width (set->base);
  set->extent.width =
    set->base_width + MAX (get_width (set->index), get_width (set->exponent));
  cover (&set->extent, set->base, 0.0);
  cover (&set->extent, set->index, INDEX_DROP * self->size);
  cover (&set->extent, set->exponent, -EXPONENT_RISE * self->size);
}

/* --- Rows and fractions --- */

static double
get_space (HeedFormulaLayout *self,
           guint              i)
{
  return get_atom (self, i)->follows_space ? SPACE * self->size : 0.0;
}

static Extent
measure_row (HeedFormulaLayout *self,
             guint              first,
             guint              n)
{
  Extent row = { 0 };

  for (guint i = first; i < first + n; i++)
    {
      const Extent *one = &self->sets[i].extent;

      row.width += one->width + (i > first ? get_space (self, i) : 0.0);
      row.ascent = MAX (row.ascent, one->ascent);
      row.descent = MAX (row.descent, one->descent);
    }

  return row;
}

static void
place_row (HeedFormulaLayout *self,
           guint              first,
           guint              n,
           double             x,
           double             y)
{
  for (guint i = first; i < first + n; i++)
    {
      x += i > first ? get_space (self, i) : 0.0;
      self->sets[i].x = x;
      self->sets[i].y = y;
      x += self->sets[i].extent.width;
    }
}

static void
measure_fraction (HeedFormulaLayout *self,
                  Fraction          *fraction)
{
  Extent above = measure_row (self, fraction->first, fraction->n_above);
  Extent below = measure_row (self, fraction->first + fraction->n_above, fraction->n_below);
  double gap = BAR_GAP * self->size;

  fraction->above_width = above.width;
  fraction->below_width = below.width;
  fraction->extent = (Extent) {
    .width = MAX (above.width, below.width) + 2.0 * BAR_MARGIN * self->size,
    .ascent = BAR_HEIGHT * self->size + gap + above.descent + above.ascent,
    .descent = gap + below.ascent + below.descent - BAR_HEIGHT * self->size,
  };
}

static void
place_fraction (HeedFormulaLayout *self,
                Fraction          *fraction,
                double             x,
                double             y)
{
  Extent above = measure_row (self, fraction->first, fraction->n_above);
  Extent below = measure_row (self, fraction->first + fraction->n_above, fraction->n_below);
  double bar = y - BAR_HEIGHT * self->size;
  double gap = BAR_GAP * self->size;

  fraction->x = x;
  fraction->y = bar;
  place_row (self, fraction->first, fraction->n_above,
             x + (fraction->extent.width - above.width) / 2.0, bar - gap - above.descent);
  place_row (self, fraction->first + fraction->n_above, fraction->n_below,
             x + (fraction->extent.width - below.width) / 2.0, bar + gap + below.ascent);
}

/* --- Lines --- */

/* A unit of line breaking: an atom on the line, or a whole fraction. */
typedef struct
{
  guint     first;
  guint     n_atoms;
  Fraction *fraction;  /* NULL if it is an atom */
  Extent    extent;
} Item;

static Item
get_item (HeedFormulaLayout *self,
          guint              first)
{
  const HeedAtom *atom = get_atom (self, first);
  Fraction *fraction;

  if (atom->place == HEED_ATOM_ON_LINE)
    return (Item) { first, 1, NULL, self->sets[first].extent };

  fraction = get_fraction (self, atom->fraction);

  return (Item) { first, fraction->n_above + fraction->n_below, fraction, fraction->extent };
}

/* Finds where the line that starts at first ends: at the next line of the equation, or at the last
 * space before the width limit. */
static guint
find_line_end (HeedFormulaLayout *self,
               guint              first,
               double             x)
{
  guint last_break = first;
  guint i = first;

  while (i < self->atoms->len)
    {
      Item item = get_item (self, i);

      if (i > first && get_atom (self, i)->begins_line)
        return i;
      if (i > first && get_atom (self, i)->follows_space)
        last_break = i;

      x += (i > first ? get_space (self, i) : 0.0) + item.extent.width;
      if (self->limit > 0.0 && x > self->limit && last_break > first)
        return last_break;

      i += item.n_atoms;
    }

  return i;
}

static Extent
measure_line (HeedFormulaLayout *self,
              guint              first,
              guint              end)
{
  Extent line = { 0 };

  for (guint i = first; i < end;)
    {
      Item item = get_item (self, i);

      line.width += item.extent.width + (i > first ? get_space (self, i) : 0.0);
      line.ascent = MAX (line.ascent, item.extent.ascent);
      line.descent = MAX (line.descent, item.extent.descent);
      i += item.n_atoms;
    }

  return line;
}

static void
place_line (HeedFormulaLayout *self,
            guint              first,
            guint              end,
            double             x,
            double             y)
{
  for (guint i = first; i < end;)
    {
      Item item = get_item (self, i);

      x += i > first ? get_space (self, i) : 0.0;
      if (item.fraction != NULL)
        place_fraction (self, item.fraction, x, y);
      else
        place_row (self, i, 1, x, y);
      x += item.extent.width;
      i += item.n_atoms;
    }
}

static void
place_all (HeedFormulaLayout *self)
{
  double y = 0.0;
  guint first = 0;

  self->width = 0.0;
  while (first < self->atoms->len)
    {
      double x = get_atom (self, first)->begins_line ? 0.0 : INDENT * self->size;
      guint end = find_line_end (self, first, x);
      Extent line = measure_line (self, first, end);

      if (first == 0)
        self->baseline = line.ascent;
      else
        y += LINE_GAP * self->size;

      place_line (self, first, end, x, y + line.ascent);
      y += line.ascent + line.descent;
      self->width = MAX (self->width, x + line.width);
      first = end;
    }

  self->height = y;
}

/* --- The layout --- */

static void
collect_fractions (HeedFormulaLayout *self)
{
  for (guint i = 0; i < self->atoms->len; i++)
    {
      const HeedAtom *atom = get_atom (self, i);
      Fraction *fraction;

      if (atom->place == HEED_ATOM_ON_LINE)
        continue;

      while (self->fractions->len <= atom->fraction)
        {
          const Fraction empty = { .first = i };

          g_array_append_val (self->fractions, empty);
        }

      fraction = get_fraction (self, atom->fraction);
      if (atom->place == HEED_ATOM_ABOVE)
        fraction->n_above++;
      else
        fraction->n_below++;
    }
}

static double
find_font_size (PangoContext *context)
{
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (pango_font_description_get_size_is_absolute (font))
    return size;

  return size * MAX (pango_cairo_context_get_resolution (context), 96.0) / 72.0;
}

/**
 * heed_formula_layout_new:
 * @context: its font size is used for the symbols
 * @equation: in the notation of #HeedArithmetic
 *
 * Returns: (transfer full): a layout without a width limit
 */
HeedFormulaLayout *
heed_formula_layout_new (PangoContext *context,
                         const char   *equation)
{
  HeedFormulaLayout *self = g_new0 (HeedFormulaLayout, 1);

  self->context = g_object_ref (context);
  self->size = find_font_size (context);
  self->atoms = heed_formula_atoms_parse (equation);
  self->sets = g_new0 (Set, self->atoms->len);
  self->fractions = g_array_new (FALSE, FALSE, sizeof (Fraction));

  for (guint i = 0; i < self->atoms->len; i++)
    set_atom (self, get_atom (self, i), &self->sets[i]);
  collect_fractions (self);
  for (guint i = 0; i < self->fractions->len; i++)
    measure_fraction (self, get_fraction (self, i));
  place_all (self);

  return self;
}

void
heed_formula_layout_free (HeedFormulaLayout *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->atoms->len; i++)
    {
      g_clear_object (&self->sets[i].base);
      g_clear_object (&self->sets[i].index);
      g_clear_object (&self->sets[i].exponent);
    }

  g_free (self->sets);
  g_array_unref (self->fractions);
  g_array_unref (self->atoms);
  g_object_unref (self->context);
  g_free (self);
}

void
heed_formula_layout_set_width (HeedFormulaLayout *self,
                               double             width)
{
  if (self->limit == width)
    return;

  self->limit = width;
  place_all (self);
}

double
heed_formula_layout_get_width (HeedFormulaLayout *self)
{
  return self->width;
}

double
heed_formula_layout_get_height (HeedFormulaLayout *self)
{
  return self->height;
}

double
heed_formula_layout_get_baseline (HeedFormulaLayout *self)
{
  return self->baseline;
}

static void
draw_text (cairo_t     *cr,
           PangoLayout *layout,
           double       x,
           double       y)
{
  if (layout == NULL)
    return;

  cairo_move_to (cr, x, y - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
}

void
heed_formula_layout_draw (HeedFormulaLayout *self,
                          cairo_t           *cr)
{
  for (guint i = 0; i < self->atoms->len; i++)
    {
      const Set *set = &self->sets[i];
      double script_x = set->x + set->base_width;

      draw_text (cr, set->base, set->x, set->y);
      draw_text (cr, set->index, script_x, set->y + INDEX_DROP * self->size);
      draw_text (cr, set->exponent, script_x, set->y - EXPONENT_RISE * self->size);
    }

  for (guint i = 0; i < self->fractions->len; i++)
    {
      const Fraction *fraction = get_fraction (self, i);

      cairo_rectangle (cr, fraction->x, floor (fraction->y), fraction->extent.width,
                       BAR_THICKNESS_PX);
      cairo_fill (cr);
    }
}

guint
heed_formula_layout_get_n_atoms (HeedFormulaLayout *self)
{
  return self->atoms->len;
}

cairo_rectangle_t
heed_formula_layout_get_area (HeedFormulaLayout *self,
                              guint              atom)
{
  const Set *set = &self->sets[atom];

  return (cairo_rectangle_t) { set->x, set->y - set->extent.ascent, set->extent.width,
                               set->extent.ascent + set->extent.descent };
}

int
heed_formula_layout_find_atom (HeedFormulaLayout *self,
                               double             x,
                               double             y)
{
  for (guint i = 0; i < self->atoms->len; i++)
    {
      cairo_rectangle_t area = heed_formula_layout_get_area (self, i);

      if (x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height)
        return (int) i;
    }

  return -1;
}

static gboolean
spells (HeedFormulaLayout *self,
        guint              first,
        GArray            *asked)
{
  if (asked->len == 0 || first + asked->len > self->atoms->len)
    return FALSE;

  for (guint i = 0; i < asked->len; i++)
    if (!heed_atom_is (get_atom (self, first + i), &g_array_index (asked, HeedAtom, i)))
      return FALSE;

  return TRUE;
}

/**
 * heed_formula_layout_find_text:
 * @text: a symbol or a part of an equation, in the same notation
 * @from: the first atom to search
 * @first: (out): index of the first matching atom
 * @n_atoms: (out): number of matching atoms
 *
 * Returns: whether it was found
 */
gboolean
heed_formula_layout_find_text (HeedFormulaLayout *self,
                               const char        *text,
                               guint              from,
                               guint             *first,
                               guint             *n_atoms)
{
  g_autoptr(GArray) asked = heed_formula_atoms_parse (text);

  for (guint i = from; i < self->atoms->len; i++)
    if (spells (self, i, asked))
      {
        *first = i;
        *n_atoms = asked->len;
        return TRUE;
      }

  return FALSE;
}
