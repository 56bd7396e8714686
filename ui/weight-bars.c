/* weight-bars.c — a list of names, each with a bar and a number
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every row consists of labels, which a screen reader can read without further work. Rows are
 * reused and refilled, since the list changes many times a second while a translation plays.
 */

#include "ui/weight-bars.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/css-class.h"
#include "ui/number-format.h"
#include "ui/shapes.h"
#include "ui/style.h"
#include "ui/token-label.h"

#define BAR_HEIGHT_PX     8
#define MIN_BAR_WIDTH_PX  40
#define MIN_LENGTH_PX     1.0
#define TROUGH_ALPHA      0.12
#define COLUMN_SPACING_PX 10
#define MAX_LABEL_CHARS   16

/**
 * HeedWeightBars:
 *
 * A short list of things with a weight each, such as source tokens or candidates for the next
 * token.
 *
 * ## Keyboard
 *
 * Up and Down move between the rows; Return or Space activates one.
 *
 * ## CSS nodes
 *
 * One node named `weightbars`. Each row has the class `weight`; the row in focus also has `strong`,
 * a hidden one `struck`. The filled part of a bar has the colour of its node `weightbar`, the rest
 * a tint of it.
 *
 * ## Accessibility
 *
 * A list; each row is labelled with its name and its number.
 */
struct _HeedWeightBars
{
  GtkWidget     parent_instance;

  GtkWidget    *headings;  /* NULL without headings */
  char         *heading_texts[3];  /* label, score, value; NULL where there is none */
  GtkWidget    *list;
  GPtrArray    *rows;      /* of Row, owned by the list */

  GtkSizeGroup *labels;
  GtkSizeGroup *scores;
  GtkSizeGroup *values;
};

typedef struct {
  GtkWidget *row;
  GtkWidget *mark;
  GtkWidget *label;
  GtkWidget *score;
  GtkWidget *bar;
  GtkWidget *value;
  double     part;  /* filled fraction of the bar, [0, 1] */
} Row;

enum {
  SIGNAL_BAR_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedWeightBars, heed_weight_bars, GTK_TYPE_WIDGET)

static void
draw_bar_cb (GtkDrawingArea *area,
             cairo_t        *cr,
             int             width,
             int             height,
             gpointer        user_data)
{
  Row *row = user_data;
  HeedColor color = heed_style_get_color (GTK_WIDGET (area));

  double length = MAX (row->part * width, MIN_LENGTH_PX);
  HeedColor trough = color;

  trough.alpha *= TROUGH_ALPHA;
  heed_shapes_set_color (cr, trough);
  heed_shapes_add_round_rectangle (cr, 0.0, 0.0, width, height, height / 2.0);
  cairo_fill (cr);

  heed_shapes_set_color (cr, color);
  heed_shapes_add_round_rectangle (cr, 0.0, 0.0, length, height, height / 2.0);
  cairo_fill (cr);
}

static GtkWidget *
new_number (GtkSizeGroup *column)
{
  GtkWidget *number = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (number), 1.0f);
  gtk_widget_add_css_class (number, "numeric");
  gtk_size_group_add_widget (column, number);

  return number;
}

static GtkWidget *
new_name (GtkSizeGroup *column)
{
  GtkWidget *name = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), MAX_LABEL_CHARS);
  gtk_size_group_add_widget (column, name);

  return name;
}

/* The mark before the largest weight. */
static GtkWidget *
new_mark (void)
{
  GtkWidget *mark = gtk_label_new ("▸");

  gtk_widget_add_css_class (mark, "mark");
  gtk_widget_set_tooltip_text (mark, _("the largest"));

  return mark;
}

static GtkWidget *
new_bar (Row *row)
{
  GtkWidget *bar = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (bar), BAR_HEIGHT_PX);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (bar), MIN_BAR_WIDTH_PX);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (bar), draw_bar_cb, row, NULL);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (bar, "bar");

  return bar;
}

static Row *
append_row (HeedWeightBars *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_SPACING_PX);

  row->row = gtk_list_box_row_new ();
  row->mark = new_mark ();
  row->label = new_name (self->labels);
  row->score = new_number (self->scores);
  row->bar = new_bar (row);
  row->value = new_number (self->values);

  gtk_box_append (GTK_BOX (box), row->mark);
  gtk_box_append (GTK_BOX (box), row->label);
  gtk_box_append (GTK_BOX (box), row->score);
  gtk_box_append (GTK_BOX (box), row->bar);
  gtk_box_append (GTK_BOX (box), row->value);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_widget_add_css_class (row->row, "weight");

  gtk_list_box_append (GTK_LIST_BOX (self->list), row->row);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
name_row (Row                 *row,
          const HeedWeightBar *bar,
          const char          *value)
{
  /* Translators: what a screen reader says for one bar: a word and its number. */
  g_autofree char *number = g_strdup_printf (_("%s: %s"), bar->label, value);
  g_autofree char *words = NULL;

  /* Translators: after a word and its number, such as "Haus: 0.844". */
  if (bar->is_top)
    words = g_strdup_printf (_("%s, the largest"), number);
  else if (bar->is_hidden)
    words = g_strdup_printf (_("%s, hidden"), number);
  else
    words = g_steal_pointer (&number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
fill_row (Row                 *row,
          const HeedWeightBar *bar)
{
  g_autofree char *value = heed_number_format_weight (bar->value);
  g_autofree char *score = isnan (bar->score) ? NULL : heed_number_format_score (bar->score);
  PangoAttrList *attributes = heed_token_label_new_attributes (bar->label);

  gtk_label_set_text (GTK_LABEL (row->label), bar->label);
  gtk_label_set_attributes (GTK_LABEL (row->label), attributes);
  gtk_label_set_text (GTK_LABEL (row->score), score != NULL ? score : "");
  gtk_widget_set_visible (row->score, score != NULL);
  gtk_label_set_text (GTK_LABEL (row->value), value);
  name_row (row, bar, value);
  gtk_widget_set_opacity (row->mark, bar->is_top ? 1.0 : 0.0);
  heed_css_class_set (row->row, "strong", bar->is_strong);
  heed_css_class_set (row->row, "struck", bar->is_hidden);

  row->part = CLAMP (bar->value, 0.0, 1.0);
  gtk_widget_queue_draw (row->bar);

  g_clear_pointer (&attributes, pango_attr_list_unref);
}

static void
row_activated_cb (HeedWeightBars *self,
                  GtkListBoxRow  *row)
{
  g_signal_emit (self, signals[SIGNAL_BAR_ACTIVATED], 0, (guint) gtk_list_box_row_get_index (row));
}

static void
heed_weight_bars_dispose (GObject *object)
{
  HeedWeightBars *self = HEED_WEIGHT_BARS (object);

  g_clear_pointer (&self->headings, gtk_widget_unparent);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->labels);
  g_clear_object (&self->scores);
  g_clear_object (&self->values);

  for (guint i = 0; i < G_N_ELEMENTS (self->heading_texts); i++)
    g_clear_pointer (&self->heading_texts[i], g_free);

  G_OBJECT_CLASS (heed_weight_bars_parent_class)->dispose (object);
}

static void
heed_weight_bars_class_init (HeedWeightBarsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_weight_bars_dispose;

  /**
   * HeedWeightBars::bar-activated:
   * @index: index of the bar, from 0
   *
   * A row was clicked, or activated from the keyboard.
   */
  signals[SIGNAL_BAR_ACTIVATED] =
    g_signal_new ("bar-activated", HEED_TYPE_WEIGHT_BARS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "weightbars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
heed_weight_bars_init (HeedWeightBars *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);

  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_BOTH);  /* equal line heights in any script */
  self->scores = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->values = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

/**
 * heed_weight_bars_new:
 *
 * Returns: (transfer full): a list without rows
 */
GtkWidget *
heed_weight_bars_new (void)
{
  return g_object_new (HEED_TYPE_WEIGHT_BARS, NULL);
}

/**
 * heed_weight_bars_set_bars:
 * @bars: (array length=n_bars): the bars, in the order shown; copied
 */
void
heed_weight_bars_set_bars (HeedWeightBars      *self,
                           const HeedWeightBar *bars,
                           guint                n_bars)
{
  gboolean has_top = FALSE;

  g_return_if_fail (HEED_IS_WEIGHT_BARS (self));
  g_return_if_fail (bars != NULL || n_bars == 0);

  while (self->rows->len < n_bars)
    append_row (self);

  while (self->rows->len > n_bars)
    {
      Row *last = g_ptr_array_index (self->rows, self->rows->len - 1);

      gtk_list_box_remove (GTK_LIST_BOX (self->list), last->row);
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }

  for (guint i = 0; i < n_bars; i++)
    has_top = has_top || bars[i].is_top;
  for (guint i = 0; i < n_bars; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      fill_row (row, &bars[i]);
      gtk_widget_set_visible (row->mark, has_top);
    }
}

/**
 * heed_weight_bars_get_n_bars:
 *
 * Returns: the number of rows
 */
guint
heed_weight_bars_get_n_bars (HeedWeightBars *self)
{
  g_return_val_if_fail (HEED_IS_WEIGHT_BARS (self), 0);

  return self->rows->len;
}

static GtkWidget *
new_heading (const char   *text,
             float         xalign,
             GtkSizeGroup *column)
{
  GtkWidget *heading = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (heading), xalign);
  gtk_widget_add_css_class (heading, "muted");
  gtk_size_group_add_widget (column, heading);

  return heading;
}

/* Returns FALSE if the headings are unchanged, as they usually are from step to step. */
static gboolean
change_heading_texts (HeedWeightBars *self,
                      const char     *label,
                      const char     *score,
                      const char     *value)
{
  const char *texts[] = { label, score, value };
  gboolean has_changed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (g_strcmp0 (self->heading_texts[i], texts[i]) == 0)
        continue;

      has_changed = TRUE;
      g_free (self->heading_texts[i]);
      self->heading_texts[i] = g_strdup (texts[i]);
    }

  return has_changed;
}

/**
 * heed_weight_bars_set_headings:
 * @label: (nullable): heading of the names; %NULL removes all headings
 * @score: (nullable): heading of the scores
 * @value: (nullable): heading of the numbers
 */
void
heed_weight_bars_set_headings (HeedWeightBars *self,
                               const char     *label,
                               const char     *score,
                               const char     *value)
{
  GtkWidget *gap;

  g_return_if_fail (HEED_IS_WEIGHT_BARS (self));

  if (!change_heading_texts (self, label, score, value))
    return;

  g_clear_pointer (&self->headings, gtk_widget_unparent);

  if (label == NULL)
    return;

  gap = gtk_label_new (NULL);
  gtk_widget_set_hexpand (gap, TRUE);

  self->headings = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_SPACING_PX);
  gtk_widget_add_css_class (self->headings, "headings");
  gtk_box_append (GTK_BOX (self->headings), new_heading (label, 0.0f, self->labels));

  if (score != NULL)
    gtk_box_append (GTK_BOX (self->headings), new_heading (score, 1.0f, self->scores));

  gtk_box_append (GTK_BOX (self->headings), gap);
  gtk_box_append (GTK_BOX (self->headings), new_heading (value, 1.0f, self->values));
  gtk_widget_insert_before (self->headings, GTK_WIDGET (self), self->list);
}
