/* held-out-view.c — how well a model translates held-out pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first few right and the first few wrong samples are displayed. They change slowly,
 * so that the progress of one of them can be followed.
 */

#include "app/window/pages/train/held-out-view.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ui/number-format.h"
#include "ui/style.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/train/held-out-view.ui"
#define N_WRONG  3
#define N_RIGHT  3
#define RIGHT    "\342\234\223"  /* U+2713 */
#define WRONG    "\342\234\227"  /* U+2717 */

/**
 * HeedHeldOutView:
 *
 * Exact match, BLEU, attention entropy and diagonality, and samples.
 *
 * ## CSS nodes
 *
 * One node named `heldoutview`.
 *
 * ## Accessibility
 *
 * A group of labels; right and wrong are also marked by a sign.
 */
struct _HeedHeldOutView
{
  GtkWidget         parent_instance;

  GtkWidget        *counts;
  GtkWidget        *check_moment;
  GtkWidget        *exact_match;
  GtkWidget        *bleu;
  GtkWidget        *rule;
  GtkWidget        *probe_moment;
  GtkWidget        *entropy;
  GtkWidget        *diagonality;
  GtkWidget        *samples;
  GtkWidget        *no_samples;

  char             *name;   /* of the training; or NULL */
  HeedHeldOutCheck *check;  /* or NULL */
  guint             tick;   /* tick callback; 0 if the colours match the theme */
};

G_DEFINE_FINAL_TYPE (HeedHeldOutView, heed_held_out_view, GTK_TYPE_WIDGET)

/* Returns the byte offset of the first character of the output that differs from the target. */
static gsize
find_mistake (const HeedSample *sample)
{
  const char *output = sample->output;
  const char *target = sample->target;

  while (*output != '\0' && g_utf8_get_char (output) == g_utf8_get_char (target))
    {
      output = g_utf8_next_char (output);
      target = g_utf8_next_char (target);
    }

  return (gsize) (output - sample->output);
}

static void
add_color (PangoAttrList *attributes,
           HeedColor      color,
           gsize          from,
           gsize          to)
{
  PangoAttribute *attribute = pango_attr_foreground_new ((guint16) (color.red * 65535.0),
                                                         (guint16) (color.green * 65535.0),
                                                         (guint16) (color.blue * 65535.0));

  attribute->start_index = (guint) from;
  attribute->end_index = (guint) to;
  pango_attr_list_insert (attributes, attribute);
}

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  return label;
}

static GtkWidget *
new_output (HeedHeldOutView  *self,
            const HeedSample *sample)
{
  g_autofree char *text =
    g_strdup_printf ("%s %s", sample->output, sample->is_right ? RIGHT : WRONG);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *label = new_label (text);

  if (sample->is_right)
    add_color (attributes, heed_style_lookup (GTK_WIDGET (self), "heed_right_text"),
               strlen (sample->output), strlen (text));
  else
    add_color (attributes, heed_style_lookup (GTK_WIDGET (self), "heed_wrong_text"),
               find_mistake (sample), strlen (text));

  gtk_label_set_attributes (GTK_LABEL (label), attributes);

  return label;
}

static void
add_sample (HeedHeldOutView  *self,
            const HeedSample *sample)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *source = new_label (sample->source);

  gtk_widget_add_css_class (source, "muted");
  gtk_box_append (GTK_BOX (box), source);
  gtk_box_append (GTK_BOX (box), new_output (self, sample));

  if (!sample->is_right)
    {
      /* Translators: what the output of a model should have been */
      g_autofree char *text = g_strdup_printf (_("right: %s"), sample->target);
      GtkWidget *target = new_label (text);

      gtk_widget_add_css_class (target, "muted");
      gtk_box_append (GTK_BOX (box), target);
    }

  gtk_box_append (GTK_BOX (self->samples), box);
}

static void
show_samples (HeedHeldOutView *self)
{
  guint n_right = 0, n_wrong = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->samples)) != NULL)
    gtk_box_remove (GTK_BOX (self->samples), child);

  for (guint i = 0; self->check != NULL && i < self->check->samples->len; i++)
    {
      const HeedSample *sample = &g_array_index (self->check->samples, HeedSample, i);

      if (sample->is_right ? n_right++ < N_RIGHT : n_wrong++ < N_WRONG)
        add_sample (self, sample);
    }

  gtk_widget_set_visible (self->no_samples, self->check == NULL);
}

/* Displays the epoch of the check, which takes time and so lags behind; entropy and diagonality
 * are of the displayed moment. */
static void
show_moment (HeedHeldOutView *self)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->check_moment, self->check != NULL);
  if (self->check == NULL)
    return;

  if (self->name == NULL)
    text = g_strdup_printf (_("At epoch %.1f:"), self->check->score.epoch);
  else
    /* Translators: the name of a training, and an epoch of it */
    text = g_strdup_printf (_("%s, at epoch %.1f:"), self->name, self->check->score.epoch);

  gtk_label_set_text (GTK_LABEL (self->check_moment), text);
}

/* Explains the comparison by an example from the user's own pairs. */
static void
show_rule (HeedHeldOutView *self)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->rule, self->check != NULL);
  if (self->check == NULL)
    return;

  if (self->check->written == NULL)
    text = g_strdup (_("Compared letter by letter."));
  else
    /* Translators: a sentence as it stands in the file, and as a model spells it */
    text = g_strdup_printf (_("Compared in the model’s normalised spelling: “%s” counts as “%s”."),
                            self->check->written, self->check->compared);

  gtk_label_set_text (GTK_LABEL (self->rule), text);
}

static void
show_scores (HeedHeldOutView *self)
{
  g_autofree char *exact_match = heed_number_format_percent (
    self->check != NULL ? self->check->score.translation.exact_match : NAN);
  g_autofree char *bleu = self->check != NULL
                          ? g_strdup_printf ("%.1f", self->check->score.translation.bleu)
                          : g_strdup ("–");

  show_rule (self);
  gtk_label_set_text (GTK_LABEL (self->exact_match), self->check != NULL ? exact_match : "–");
  gtk_label_set_text (GTK_LABEL (self->bleu), bleu);
}

/* --- The object ---------------------------------------------------------- */

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  HeedHeldOutView *self = HEED_HELD_OUT_VIEW (widget);

  self->tick = 0;
  show_samples (self);

  return G_SOURCE_REMOVE;
}

/* Deferred: widgets must not be added or removed while styles change. */
static void
heed_held_out_view_css_changed (GtkWidget         *widget,
                                GtkCssStyleChange *change)
{
  HeedHeldOutView *self = HEED_HELD_OUT_VIEW (widget);

  GTK_WIDGET_CLASS (heed_held_out_view_parent_class)->css_changed (widget, change);

  if (self->tick == 0 && self->check != NULL)
    self->tick = gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
}

static void
heed_held_out_view_dispose (GObject *object)
{
  HeedHeldOutView *self = HEED_HELD_OUT_VIEW (object);
  GtkWidget *child;

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);

  self->tick = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->check, heed_held_out_check_unref);

  G_OBJECT_CLASS (heed_held_out_view_parent_class)->dispose (object);
}

static void
heed_held_out_view_class_init (HeedHeldOutViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_held_out_view_dispose;
  widget_class->css_changed = heed_held_out_view_css_changed;

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedHeldOutView, counts);
  gtk_widget_class_bind_template_child (widget_class, HeedHeldOutView, check_moment);
  gtk_widget_class_bind_template_child (widget_class, HeedHeldOutView, probe_moment);
  gtk_widget_class_bind_template_child (widget_class, HeedHeldOutView, exact_match);
  gtk_widget_class_bind_template_child (widget_class, HeedHeldOutView, bleu);
  gtk_widget_class_bind_template_child (widget_class, HeedHeldOutView, rule);
  gtk_widget_class_bind_template_child (widget_class, HeedHeldOutView, entropy);
  gtk_widget_class_bind_template_child (widget_class, HeedHeldOutView, diagonality);
  gtk_widget_class_bind_template_child (widget_class, HeedHeldOutView, samples);
  gtk_widget_class_bind_template_child (widget_class, HeedHeldOutView, no_samples);
  gtk_widget_class_set_css_name (widget_class, "heldoutview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_held_out_view_init (HeedHeldOutView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_held_out_view_set_name:
 * @name: (nullable): the name of the training; %NULL if there is only one
 */
void
heed_held_out_view_set_name (HeedHeldOutView *self,
                             const char      *name)
{
  g_return_if_fail (HEED_IS_HELD_OUT_VIEW (self));

  if (g_strcmp0 (self->name, name) == 0)
    return;

  g_free (self->name);
  self->name = g_strdup (name);
  show_moment (self);
}

/**
 * heed_held_out_view_set_check:
 * @check: (nullable): the check to display
 */
void
heed_held_out_view_set_check (HeedHeldOutView  *self,
                              HeedHeldOutCheck *check)
{
  g_return_if_fail (HEED_IS_HELD_OUT_VIEW (self));

  if (self->check == check)
    return;

  g_clear_pointer (&self->check, heed_held_out_check_unref);
  self->check = check != NULL ? heed_held_out_check_ref (check) : NULL;
  show_moment (self);
  show_scores (self);
  show_samples (self);
}

/**
 * heed_held_out_view_set_counts:
 * @n_train: the number of pairs that are trained on; 0 displays nothing
 * @n_valid: the number of held-out pairs
 */
void
heed_held_out_view_set_counts (HeedHeldOutView *self,
                               guint            n_train,
                               guint            n_valid)
{
  g_autofree char *held_out =
    g_strdup_printf (ngettext ("%u pair is held out", "%u pairs are held out", n_valid), n_valid);
  g_autofree char *learned =
    g_strdup_printf (ngettext ("%u is learned from", "%u are learned from", n_train), n_train);
  /* Translators: “50 pairs are held out, 950 are learned from.” */
  g_autofree char *text = g_strdup_printf (_("%s, %s."), held_out, learned);

  g_return_if_fail (HEED_IS_HELD_OUT_VIEW (self));

  gtk_label_set_text (GTK_LABEL (self->counts), text);
  gtk_widget_set_visible (self->counts, n_train > 0);
}

/**
 * heed_held_out_view_set_snapshot:
 * @snapshot: (nullable): the snapshot to measure entropy and diagonality of
 * @site: the attention to measure
 */
void
heed_held_out_view_set_snapshot (HeedHeldOutView   *self,
                                 HeedSnapshot      *snapshot,
                                 HeedAttentionSite  site)
{
  double entropy = NAN, diagonality = NAN;
  g_autofree char *moment = NULL;
  g_autofree char *entropy_text = NULL;
  g_autofree char *diagonality_text = NULL;

  g_return_if_fail (HEED_IS_HELD_OUT_VIEW (self));

  if (snapshot != NULL)
    {
      entropy = heed_snapshot_find_entropy (snapshot, site);
      diagonality = heed_snapshot_find_diagonality (snapshot, site);
      moment = g_strdup_printf (_("The probe, at epoch %.1f:"), snapshot->epoch);
    }

  entropy_text = heed_number_format_bits (entropy);
  diagonality_text = heed_number_format_correlation (diagonality);
  gtk_widget_set_visible (self->probe_moment, moment != NULL);
  gtk_label_set_text (GTK_LABEL (self->probe_moment), moment != NULL ? moment : "");
  gtk_label_set_text (GTK_LABEL (self->entropy), isnan (entropy) ? "–" : entropy_text);
  gtk_label_set_text (GTK_LABEL (self->diagonality), diagonality_text);
}
