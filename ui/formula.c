/* formula.c — an equation whose symbols explain themselves when pointed at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/formula.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/formula-layout.h"
#include "ui/shapes.h"
#include "ui/style.h"

#define LIGHT_RADIUS_PX 3.0
#define LIGHT_MARGIN_PX 1.5
#define MIN_WIDTH_PX    60

/**
 * HeedFormula:
 *
 * Shows an equation, laid out as in a book. The symbol under the pointer or the keyboard cursor is
 * highlighted and explained.
 *
 * ## Keyboard
 *
 * Left and Right move from symbol to symbol.
 *
 * ## CSS nodes
 *
 * One node named `formula`.
 *
 * ## Accessibility
 *
 * Role `img`; the label is the equation, or the meaning of the symbol at the cursor.
 */
struct _HeedFormula
{
  GtkWidget          parent_instance;

  char              *equation;    /* never NULL */
  HeedFormulaLayout *layout;      /* NULL until it is needed */
  HeedArithmetic    *arithmetic;  /* or NULL */
  int               *meant;       /* the quantity that each atom stands for, or -1; NULL until
                                   * needed */
  int                pointed;     /* the quantity that is pointed at here; -1: none */
  int                lit;         /* the quantity of heed_formula_light_up(); -1: none */
  int                cursor;      /* the atom at the keyboard cursor; -1: none */
};

enum {
  SIGNAL_POINTED_AT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedFormula, heed_formula, GTK_TYPE_WIDGET)

static HeedFormulaLayout *
get_layout (HeedFormula *self)
{
  if (self->layout == NULL)
    self->layout =
      heed_formula_layout_new (gtk_widget_get_pango_context (GTK_WIDGET (self)), self->equation);

  return self->layout;
}

static void
forget_layout (HeedFormula *self)
{
  g_clear_pointer (&self->layout, heed_formula_layout_free);
  g_clear_pointer (&self->meant, g_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
heed_formula_prepare (HeedFormula *self)
{
  g_return_val_if_fail (HEED_IS_FORMULA (self), FALSE);

  if (self->layout != NULL || *self->equation == '\0')
    return FALSE;

  get_layout (self);

  return TRUE;
}

/* --- Symbols ------------- */

static const char *
get_spelling (const HeedQuantity *quantity)
{
  return quantity->stands_for != NULL ? quantity->stands_for : quantity->symbol;
}

/* Assigns a quantity to every place that spells it. Where several match, the shortest wins, so that
 * W_q is that matrix and not the product that contains it. */
static void
claim (HeedFormula *self,
       int          quantity,
       guint       *lengths)
{
  HeedFormulaLayout *layout = get_layout (self);
  const char *text = get_spelling (&self->arithmetic->quantities[quantity]);
  guint first, n;

  for (guint from = 0; heed_formula_layout_find_text (layout, text, from, &first, &n);
       from = first + 1)
    for (guint atom = first; atom < first + n; atom++)
      if (lengths[atom] == 0 || n < lengths[atom])
        {
          self->meant[atom] = quantity;
          lengths[atom] = n;
        }
}

/* Returns -1 for no atom without creating the layout: an equation may be set
 * long before it becomes visible. */
static int
find_meaning (HeedFormula *self,
              int          atom)
{
  guint n_atoms;

  if (atom < 0)
    return -1;

  n_atoms = heed_formula_layout_get_n_atoms (get_layout (self));
  if (self->meant == NULL)
    {
      g_autofree guint *lengths = g_new0 (guint, MAX (n_atoms, 1));

      self->meant = g_new (int, MAX (n_atoms, 1));
      for (guint i = 0; i < n_atoms; i++)
        self->meant[i] = -1;
      for (guint i = 0; self->arithmetic != NULL && i < self->arithmetic->n_quantities; i++)
        claim (self, (int) i, lengths);
    }

  return self->meant[atom];
}

static const char *
describe_origin (HeedOrigin origin)
{
  switch (origin)
    {
    case HEED_ORIGIN_COMPUTED:
      return _("computed for this sentence");

    case HEED_ORIGIN_LEARNED:
      return _("learned, the same for every sentence");

    case HEED_ORIGIN_FIXED:
      return _("fixed by the model’s shape");

    case HEED_ORIGIN_CHANGED:
      return _("set by hand");
    }

  return "";
}

static char *
describe_shape (const HeedQuantity *quantity)
{
  if (quantity->n_rows > 1 || quantity->values == NULL)
    /* Translators: the rows and columns of a matrix. */
    return g_strdup_printf (_("%u × %u numbers"), quantity->n_rows, quantity->n_columns);

  return g_strdup_printf (ngettext ("%u number", "%u numbers", quantity->n_columns),
                          quantity->n_columns);
}

/**
 * heed_formula_describe:
 *
 * Returns: (transfer full): the meaning of the quantity, its shape and its origin
 */
char *
heed_formula_describe (const HeedQuantity *quantity)
{
  g_autofree char *shape = describe_shape (quantity);

  return g_strdup_printf ("%s\n%s · %s", _(quantity->meaning), shape,
                          describe_origin (quantity->origin));
}

/* --- Pointing --- */

static void
describe (HeedFormula *self)
{
  g_autofree char *words = NULL;
  int quantity = find_meaning (self, self->cursor);

  if (quantity >= 0)
    {
      const HeedQuantity *found = &self->arithmetic->quantities[quantity];
      g_autofree char *meaning = heed_formula_describe (found);

      words = g_strdup_printf ("%s: %s", found->symbol, meaning);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : self->equation, -1);
}

static void
point_at (HeedFormula *self,
          int          quantity)
{
  if (self->pointed == quantity)
    return;

  self->pointed = quantity;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_POINTED_AT], 0, quantity);
}

static void
motion_cb (HeedFormula *self,
           double       x,
           double       y)
{
  point_at (self, find_meaning (self, heed_formula_layout_find_atom (get_layout (self), x, y)));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

static void
leave_cb (HeedFormula *self)
{
  self->cursor = -1;
  point_at (self, -1);
  describe (self);
}

static gboolean
query_tooltip_cb (HeedFormula *self,
                  int          x,
                  int          y,
                  gboolean     is_by_keyboard,
                  GtkTooltip  *tooltip)
{
  int quantity = is_by_keyboard
                 ? self->pointed
                 : find_meaning (self, heed_formula_layout_find_atom (get_layout (self), x, y));
  g_autofree char *words = NULL;

  if (quantity < 0)
    return FALSE;

  words = heed_formula_describe (&self->arithmetic->quantities[quantity]);
  gtk_tooltip_set_text (tooltip, words);

  return TRUE;
}

/* Moves the cursor to the next atom that stands for another quantity. */
static gboolean
walk_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  HeedFormula *self = HEED_FORMULA (widget);
  int by = g_variant_get_int32 (arguments);
  int n_atoms = (int) heed_formula_layout_get_n_atoms (get_layout (self));
  int atom = self->cursor < 0 && by < 0 ? n_atoms : self->cursor;

  for (atom += by; atom >= 0 && atom < n_atoms; atom += by)
    if (find_meaning (self, atom) >= 0 && find_meaning (self, atom) != self->pointed)
      {
        self->cursor = atom;
        point_at (self, find_meaning (self, atom));
        describe (self);
        return TRUE;
      }

  return FALSE;
}

/* --- Drawing --- */

static void
light_area (HeedFormula *self,
            cairo_t     *cr,
            guint        first,
            guint        n)
{
  HeedColor color = heed_style_lookup (GTK_WIDGET (self), "heed_accent_tint");

  heed_shapes_set_color (cr, color);
  for (guint i = first; i < first + n; i++)
    {
      cairo_rectangle_t area = heed_formula_layout_get_area (get_layout (self), i);
      double right = area.x + area.width;

      /* The gap to the next atom on the same line is highlighted too. */
      if (i + 1 < first + n)
        {
          cairo_rectangle_t next = heed_formula_layout_get_area (get_layout (self), i + 1);

          if (next.x >= right && next.y < area.y + area.height && next.y + next.height > area.y)
            right = next.x;
        }

      heed_shapes_add_round_rectangle (cr, area.x - LIGHT_MARGIN_PX, area.y,
                                       right - area.x + LIGHT_MARGIN_PX, area.height,
                                       LIGHT_RADIUS_PX);
    }
  cairo_fill (cr);
}

static void
draw_lights (HeedFormula *self,
             cairo_t     *cr)
{
  int quantity = self->pointed >= 0 ? self->pointed : self->lit;
  const char *text;
  guint first, n;

  if (quantity < 0 || self->arithmetic == NULL)
    return;

  text = get_spelling (&self->arithmetic->quantities[quantity]);
  for (guint from = 0; heed_formula_layout_find_text (get_layout (self), text, from, &first, &n);
       from = first + n)
    light_area (self, cr, first, n);
}

static void
heed_formula_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  HeedFormula *self = HEED_FORMULA (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (*self->equation == '\0')
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-2, -2, width + 4, height + 4));
  draw_lights (self, cr);
  heed_shapes_set_color (cr, heed_style_get_color (widget));
  heed_formula_layout_draw (get_layout (self), cr);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
heed_formula_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_formula_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  HeedFormulaLayout *layout = get_layout (HEED_FORMULA (widget));

  heed_formula_layout_set_width (layout, orientation == GTK_ORIENTATION_VERTICAL && for_size > 0
                                         ? for_size : 0.0);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = (int) ceil (heed_formula_layout_get_width (layout));
      *minimum = MIN (*natural, MIN_WIDTH_PX);
    }
  else
    *minimum = *natural = (int) ceil (heed_formula_layout_get_height (layout));
}

static void
heed_formula_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  heed_formula_layout_set_width (get_layout (HEED_FORMULA (widget)), width);
}

static void
heed_formula_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heed_formula_parent_class)->css_changed (widget, change);

  forget_layout (HEED_FORMULA (widget));
}

static void
heed_formula_finalize (GObject *object)
{
  HeedFormula *self = HEED_FORMULA (object);

  g_clear_pointer (&self->layout, heed_formula_layout_free);
  g_clear_pointer (&self->arithmetic, heed_arithmetic_unref);
  g_free (self->meant);
  g_free (self->equation);

  G_OBJECT_CLASS (heed_formula_parent_class)->finalize (object);
}

static void
heed_formula_class_init (HeedFormulaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = heed_formula_finalize;

  widget_class->css_changed = heed_formula_css_changed;
  widget_class->get_request_mode = heed_formula_get_request_mode;
  widget_class->measure = heed_formula_measure;
  widget_class->size_allocate = heed_formula_size_allocate;
  widget_class->snapshot = heed_formula_snapshot;

  /**
   * HeedFormula::pointed-at:
   * @quantity: which of the arithmetic's quantities, or -1
   *
   * The pointer or the keyboard cursor has moved to a symbol; -1 if it has left all of them.
   */
  signals[SIGNAL_POINTED_AT] =
    g_signal_new ("pointed-at", HEED_TYPE_FORMULA, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, walk_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, walk_cb, "i", 1);

  gtk_widget_class_set_css_name (widget_class, "formula");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_formula_init (HeedFormula *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->equation = g_strdup ("");
  self->pointed = self->lit = self->cursor = -1;

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/**
 * heed_formula_new:
 *
 * Returns: (transfer full): an empty equation
 */
GtkWidget *
heed_formula_new (void)
{
  return g_object_new (HEED_TYPE_FORMULA, NULL);
}

/**
 * heed_formula_set_equation:
 * @equation: in the notation of #HeedArithmetic; setting the same equation again costs nothing
 */
void
heed_formula_set_equation (HeedFormula *self,
                           const char  *equation)
{
  g_return_if_fail (HEED_IS_FORMULA (self));
  g_return_if_fail (equation != NULL);

  if (g_str_equal (self->equation, equation))
    return;

  g_free (self->equation);
  self->equation = g_strdup (equation);
  self->cursor = -1;
  forget_layout (self);
  describe (self);
}

const char *
heed_formula_get_equation (HeedFormula *self)
{
  g_return_val_if_fail (HEED_IS_FORMULA (self), NULL);

  return self->equation;
}

/**
 * heed_formula_set_arithmetic:
 * @arithmetic: (nullable): the quantities that the symbols stand for
 *
 * Without it the symbols are not explained, and the formula does not take the focus.
 */
void
heed_formula_set_arithmetic (HeedFormula    *self,
                             HeedArithmetic *arithmetic)
{
  HeedArithmetic *before;

  g_return_if_fail (HEED_IS_FORMULA (self));

  before = self->arithmetic;
  self->arithmetic = arithmetic != NULL ? heed_arithmetic_ref (arithmetic) : NULL;
  heed_arithmetic_unref (before);

  self->pointed = self->lit = self->cursor = -1;
  g_clear_pointer (&self->meant, g_free);
  gtk_widget_set_focusable (GTK_WIDGET (self), arithmetic != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  describe (self);
}

void
heed_formula_light_up (HeedFormula *self,
                       int          quantity)
{
  g_return_if_fail (HEED_IS_FORMULA (self));

  if (self->lit == quantity)
    return;

  self->lit = quantity;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
