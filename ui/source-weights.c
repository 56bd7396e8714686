/* source-weights.c — a list of the weights of one row of an attention, token by token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tokens are in the order of the sentence, because that is where readers look for them; the
 * heaviest is marked. For a long sentence only the heaviest tokens are shown, still in sentence
 * order.
 */

#include "ui/source-weights.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ui/weight-bars.h"
#include "ui/weight-order.h"

#define MAX_SHOWN 6

/**
 * HeedSourceWeights:
 *
 * A list of tokens with their weights.
 *
 * ## Keyboard
 *
 * As in [class@Heed.WeightBars]; below it are two buttons.
 *
 * ## CSS nodes
 *
 * One node named `sourceweights`.
 *
 * ## Accessibility
 *
 * A group; the list and the buttons have labels of their own.
 */
struct _HeedSourceWeights
{
  GtkWidget       parent_instance;

  GtkWidget      *bars;
  GtkWidget      *footer;
  GtkWidget      *more;      /* shows all tokens, or only the heaviest */
  GtkWidget      *order_button;

  char           *heading;
  char          **labels;
  guint           n_labels;
  float          *weights;   /* n_keys; NULL without attention */
  float          *scores;    /* n_keys; NULL if there are no scores */
  guint8         *hidden;    /* n_keys; NULL if no key is hidden */
  guint           n_keys;
  guint          *order;     /* n_keys indices, heaviest first */
  guint          *shown;     /* n_shown keys, in the order of the rows */
  guint           n_shown;
  int             selected;  /* -1: the heaviest */
  gboolean        shows_all;
};

enum {
  SIGNAL_SOURCE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedSourceWeights, heed_source_weights, GTK_TYPE_WIDGET)

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return (left > right) - (left < right);
}

/* Chooses the heaviest keys; the selected one replaces the last of them if necessary, so that its
 * numbers are always visible. */
static void
choose_shown (HeedSourceWeights *self)
{
  guint selected = heed_source_weights_get_selected (self);
  gboolean is_selected_shown = FALSE;

  self->n_shown = self->shows_all ? self->n_keys : MIN (self->n_keys, MAX_SHOWN);
  g_free (self->shown);
  self->shown = g_memdup2 (self->order, self->n_shown * sizeof *self->shown);

  for (guint i = 0; i < self->n_shown; i++)
    is_selected_shown = is_selected_shown || self->shown[i] == selected;
  if (!is_selected_shown && self->n_shown > 0)
    self->shown[self->n_shown - 1] = selected;

  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->order_button)))
    qsort (self->shown, self->n_shown, sizeof *self->shown, compare_keys);
}

static void
show_bars (HeedSourceWeights *self)
{
  g_autofree HeedWeightBar *bars = g_new0 (HeedWeightBar, MAX (self->n_shown, 1));
  guint selected = heed_source_weights_get_selected (self);

  for (guint i = 0; i < self->n_shown; i++)
    {
      guint key = self->shown[i];

      bars[i] = (HeedWeightBar) {
        .label = heed_source_weights_get_label (self, key),
        .value = self->weights[key],
        .score = self->scores != NULL ? self->scores[key] : NAN,
        .is_strong = key == selected,
        .is_top = key == self->order[0],
        .is_hidden = self->hidden != NULL && self->hidden[key] != 0,
      };
    }

  heed_weight_bars_set_bars (HEED_WEIGHT_BARS (self->bars), bars, self->n_shown);
  heed_weight_bars_set_headings (HEED_WEIGHT_BARS (self->bars), self->heading,
                                 self->scores != NULL ? "e" : NULL, "α");
}

static void
show_more (HeedSourceWeights *self)
{
  guint n_more = self->n_keys - self->n_shown;
  g_autofree char *text = NULL;

  if (self->shows_all)
    text = g_strdup (_("show fewer"));
  else
    text = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);

  gtk_button_set_label (GTK_BUTTON (self->more), text);
  gtk_widget_set_visible (self->more, self->n_keys > MAX_SHOWN);
}

static void
refresh (HeedSourceWeights *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_keys > 0);

  if (self->n_keys == 0)
    return;

  choose_shown (self);
  show_bars (self);
  show_more (self);
}

static void
more_clicked_cb (HeedSourceWeights *self)
{
  self->shows_all = !self->shows_all;
  refresh (self);
}

static void
bar_activated_cb (HeedSourceWeights *self,
                  guint              index)
{
  g_return_if_fail (index < self->n_shown);

  g_signal_emit (self, signals[SIGNAL_SOURCE_ACTIVATED], 0, self->shown[index]);
}

static void
clear_weights (HeedSourceWeights *self)
{
  g_clear_pointer (&self->weights, g_free);
  g_clear_pointer (&self->scores, g_free);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->hidden, g_free);
  self->n_keys = 0;
}

static void
heed_source_weights_dispose (GObject *object)
{
  HeedSourceWeights *self = HEED_SOURCE_WEIGHTS (object);

  g_clear_pointer (&self->bars, gtk_widget_unparent);
  g_clear_pointer (&self->footer, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_source_weights_parent_class)->dispose (object);
}

static void
heed_source_weights_finalize (GObject *object)
{
  HeedSourceWeights *self = HEED_SOURCE_WEIGHTS (object);

  clear_weights (self);
  g_free (self->heading);
  g_free (self->shown);
  g_strfreev (self->labels);

  G_OBJECT_CLASS (heed_source_weights_parent_class)->finalize (object);
}

static void
heed_source_weights_class_init (HeedSourceWeightsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_source_weights_dispose;
  object_class->finalize = heed_source_weights_finalize;

  /**
   * HeedSourceWeights::source-activated:
   * @key: index of the token, from 0
   */
  signals[SIGNAL_SOURCE_ACTIVATED] =
    g_signal_new ("source-activated", HEED_TYPE_SOURCE_WEIGHTS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "sourceweights");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
make_footer (HeedSourceWeights *self)
{
  self->more = gtk_button_new ();
  gtk_button_set_has_frame (GTK_BUTTON (self->more), FALSE);
  gtk_widget_add_css_class (self->more, "small");
  gtk_widget_add_css_class (self->more, "muted");
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_clicked_cb), self);

  self->order_button = gtk_toggle_button_new_with_label (_("by weight"));
  gtk_button_set_has_frame (GTK_BUTTON (self->order_button), FALSE);
  gtk_widget_set_tooltip_text (self->order_button,
                               _("The largest weight first, instead of the order of the sentence"));
  gtk_widget_add_css_class (self->order_button, "small");
  gtk_widget_add_css_class (self->order_button, "muted");
  gtk_widget_set_hexpand (self->order_button, TRUE);
  gtk_widget_set_halign (self->order_button, GTK_ALIGN_END);
  g_signal_connect_swapped (self->order_button, "toggled", G_CALLBACK (refresh), self);

  self->footer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->footer), self->more);
  gtk_box_append (GTK_BOX (self->footer), self->order_button);
  gtk_widget_set_parent (self->footer, GTK_WIDGET (self));
}

static void
heed_source_weights_init (HeedSourceWeights *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);

  self->selected = -1;
  self->heading = g_strdup ("");
  self->bars = heed_weight_bars_new ();
  gtk_widget_set_parent (self->bars, GTK_WIDGET (self));
  g_signal_connect_swapped (self->bars, "bar-activated", G_CALLBACK (bar_activated_cb), self);
  make_footer (self);
  refresh (self);
}

/**
 * heed_source_weights_new:
 *
 * Returns: (transfer full): an empty list, which is hidden
 */
GtkWidget *
heed_source_weights_new (void)
{
  return g_object_new (HEED_TYPE_SOURCE_WEIGHTS, NULL);
}

void
heed_source_weights_set_labels (HeedSourceWeights *self,
                                const char        *heading,
                                const char *const *labels,
                                guint              n_labels)
{
  g_return_if_fail (HEED_IS_SOURCE_WEIGHTS (self));
  g_return_if_fail (heading != NULL && (labels != NULL || n_labels == 0));

  g_free (self->heading);
  self->heading = g_strdup (heading);
  g_strfreev (self->labels);
  self->labels = g_new0 (char *, n_labels + 1);
  for (guint i = 0; i < n_labels; i++)
    self->labels[i] = g_strdup (labels[i]);
  self->n_labels = n_labels;
  refresh (self);
}

/**
 * heed_source_weights_set_weights:
 * @weights: (array length=n_keys): the weight of each key
 * @scores: (nullable) (array length=n_keys): the scores before the softmax
 *
 * Resets which keys are hidden.
 */
void
heed_source_weights_set_weights (HeedSourceWeights *self,
                                 const float       *weights,
                                 const float       *scores,
                                 guint              n_keys)
{
  g_return_if_fail (HEED_IS_SOURCE_WEIGHTS (self));
  g_return_if_fail (weights != NULL || n_keys == 0);

  clear_weights (self);
  if (n_keys > 0)
    {
      self->n_keys = n_keys;
      self->weights = g_memdup2 (weights, n_keys * sizeof (float));
      self->scores = g_memdup2 (scores, n_keys * sizeof (float));
      self->order = heed_weight_order_new (self->weights, n_keys);
    }

  refresh (self);
}

void
heed_source_weights_set_hidden (HeedSourceWeights *self,
                                const guint8      *hidden)
{
  g_return_if_fail (HEED_IS_SOURCE_WEIGHTS (self));

  if (self->hidden == NULL && hidden == NULL)
    return;

  g_free (self->hidden);
  self->hidden = g_memdup2 (hidden, self->n_keys);
  refresh (self);
}

void
heed_source_weights_set_selected (HeedSourceWeights *self,
                                  int                key)
{
  g_return_if_fail (HEED_IS_SOURCE_WEIGHTS (self));

  if (self->selected == key)
    return;

  self->selected = key;
  refresh (self);
}

guint
heed_source_weights_get_selected (HeedSourceWeights *self)
{
  g_return_val_if_fail (HEED_IS_SOURCE_WEIGHTS (self), 0);

  if (self->selected >= 0 && self->selected < (int) self->n_keys)
    return (guint) self->selected;

  return heed_source_weights_get_heaviest (self);
}

guint
heed_source_weights_get_heaviest (HeedSourceWeights *self)
{
  g_return_val_if_fail (HEED_IS_SOURCE_WEIGHTS (self), 0);

  return self->n_keys > 0 ? self->order[0] : 0;
}

const char *
heed_source_weights_get_label (HeedSourceWeights *self,
                               guint              key)
{
  g_return_val_if_fail (HEED_IS_SOURCE_WEIGHTS (self), NULL);

  return key < self->n_labels ? self->labels[key] : "?";
}
