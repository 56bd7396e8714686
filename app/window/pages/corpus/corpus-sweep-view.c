/* corpus-sweep-view.c — the result of a sweep: every attention with its error rate, best first
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-sweep-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/links/sweep-writing.h"
#include "app/window/desktop/file-dialog.h"
#include "app/window/pages/corpus/corpus-titles.h"
#include "app/window/pages/parts/tooltip.h"
#include "ui/number-format.h"

#define WIDTH_PX     460
#define HEIGHT_PX    300
#define MIN_COLUMNS  2
#define MAX_COLUMNS  3
#define MAX_CHARS    56
#define TRIAL          "heed-trial"

/**
 * HeedCorpusSweepView:
 *
 * A sentence about the best trial; a grid of buttons, one for each attention and step, with
 * its error rate; one for the set of heads that was found.
 *
 * ## CSS nodes
 *
 * One node named `corpussweep`.
 *
 * ## Accessibility
 *
 * A group, labelled; each button says its attention, its rule and its error rate.
 */
struct _HeedCorpusSweepView
{
  GtkWidget        parent_instance;

  GtkWidget       *message;
  GtkWidget       *set;       /* a button */
  GtkWidget       *scrolled;
  GtkWidget       *wall;
  GtkWidget       *write;

  HeedModel       *model;
  HeedCorpusSweep *sweep;     /* or NULL */
};

enum {
  SIGNAL_ADOPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCorpusSweepView, heed_corpus_sweep_view, GTK_TYPE_WIDGET)

/* --- In words ------------------------------------------------------------ */

static char *
dup_error_rate (const HeedAlignmentCounts *counts)
{
  return heed_number_format_weight (heed_alignment_score_counts (counts).error_rate);
}

/* "Layer 4 · Head 2, a step late" */
static char *
dup_title (HeedModel            *model,
           const HeedSweepTrial *trial)
{
  g_autofree char *site = heed_corpus_titles_new_site (model, &trial->site);

  if (trial->links.shift == 0)
    return g_steal_pointer (&site);

  /* Translators: an attention whose rows are about the token that is read */
  return g_strdup_printf (_("%s, shifted by one"), site);
}

/* An agreement is unknown if no row varies. */
static char *
format_agreement (double agreement)
{
  return isnan (agreement) ? g_strdup ("–") : heed_number_format_correlation (agreement);
}

/* Describes the best trial without gold links, by what it was compared with. */
static char *
dup_agreement (HeedModel             *model,
               const HeedCorpusSweep *sweep)
{
  const HeedSweepTrial *best = &g_array_index (sweep->trials, HeedSweepTrial, 0);
  g_autofree char *title = dup_title (model, best);
  g_autofree char *agreement = format_agreement (best->agreement);
  g_autofree char *default_text = format_agreement (sweep->default_trial.agreement);

  /* Translators: an attention, a correlation, how many sentences, a correlation */
  return g_strdup_printf (ngettext ("%s agrees best with occlusion: %s on %u sentence; the default "
                                    "has %s. The figure is a rank correlation with how much less "
                                    "probable a token is without each source token.",
                                    "%s agrees best with occlusion: %s on %u sentences; the "
                                    "default has %s. The figure is a rank correlation with how "
                                    "much less probable a token is without each source token.",
                                    sweep->n_pairs),
                          title, agreement, sweep->n_pairs, default_text);
}

static char *
dup_sentence (HeedModel             *model,
              const HeedCorpusSweep *sweep)
{
  const HeedSweepTrial *best = &g_array_index (sweep->trials, HeedSweepTrial, 0);
  g_autofree char *title = dup_title (model, best);
  g_autofree char *rule = heed_corpus_titles_new_rule (&best->links);
  g_autofree char *rate = dup_error_rate (&best->counts);
  g_autofree char *default_text = dup_error_rate (&sweep->default_trial.counts);

  /* Translators: an attention, a rule, an error rate, how many sentences, an error rate */
  return g_strdup_printf (ngettext ("%s, %s: AER %s on %u sentence; the default would have "
                                    "been %s.",
                                    "%s, %s: AER %s on %u sentences; the default would have "
                                    "been %s.", sweep->n_pairs),
                          title, rule, rate, sweep->n_pairs, default_text);
}

/* The smallest difference of error rates that is reported. */
#define DRIFT 0.03

/* Returns the best trial in the last third, which may differ from the best trial overall. */
static const HeedSweepTrial *
find_best_of_end (const HeedCorpusSweep *sweep)
{
  const HeedSweepTrial *best = &g_array_index (sweep->trials, HeedSweepTrial, 0);

  for (guint i = 1; i < sweep->trials->len; i++)
    {
      const HeedSweepTrial *trial = &g_array_index (sweep->trials, HeedSweepTrial, i);

      if (heed_alignment_score_counts (&trial->regions[HEED_REGION_END]).error_rate <
          heed_alignment_score_counts (&best->regions[HEED_REGION_END]).error_rate)
        best = trial;
    }

  return best;
}

/* "In the first third … : links drift in the tail." */
static char *
dup_drift (const HeedSweepTrial *trial)
{
  g_autofree char *beginning = dup_error_rate (&trial->regions[HEED_REGION_BEGINNING]);
  g_autofree char *middle = dup_error_rate (&trial->regions[HEED_REGION_MIDDLE]);
  g_autofree char *end = dup_error_rate (&trial->regions[HEED_REGION_END]);
  double drift = heed_alignment_score_counts (&trial->regions[HEED_REGION_END]).error_rate -
                 heed_alignment_score_counts (&trial->regions[HEED_REGION_BEGINNING]).error_rate;

  /* Translators: three error rates, of the thirds of a sentence */
  return g_strdup_printf (drift > DRIFT
                          ? _("First third of a sentence: %s, middle: %s, last: %s. It drifts "
                              "towards the end.")
                          : drift < -DRIFT
                            ? _("First third of a sentence: %s, middle: %s, last: %s. It finds its "
                                "way late.")
                            : _("First third of a sentence: %s, middle: %s, last: %s. No drift."),
                          beginning, middle, end);
}

/* Describes the regions of the best trial; and the trial that is better in the last third, if there
 * is one. */
static char *
dup_regions (HeedModel             *model,
             const HeedCorpusSweep *sweep)
{
  const HeedSweepTrial *best = &g_array_index (sweep->trials, HeedSweepTrial, 0);
  const HeedSweepTrial *of_end = find_best_of_end (sweep);
  g_autofree char *drift = dup_drift (best);
  g_autofree char *title = NULL;
  g_autofree char *rate = NULL;

  if (heed_alignment_score_counts (&best->regions[HEED_REGION_END]).error_rate -
      heed_alignment_score_counts (&of_end->regions[HEED_REGION_END]).error_rate < DRIFT)
    return g_steal_pointer (&drift);

  title = dup_title (model, of_end);
  rate = dup_error_rate (&of_end->regions[HEED_REGION_END]);

  /* Translators: what was said of thirds; an attention; an error rate */
  return g_strdup_printf (_("%s There %s is better: %s."), drift, title, rate);
}

/* Returns the text above the grid. */
static char *
dup_words (HeedModel             *model,
           const HeedCorpusSweep *sweep)
{
  g_autofree char *message = NULL;
  g_autofree char *regions = NULL;
  g_autofree char *both = NULL;

  if (sweep->criterion == HEED_SWEEP_OCCLUSION)
    return dup_agreement (model, sweep);

  message = dup_sentence (model, sweep);
  regions = dup_regions (model, sweep);
  both = g_strconcat (message, "\n", regions, NULL);
  if (sweep->criterion == HEED_SWEEP_REVERSE)
    return g_strdup_printf (_("Against the links of the other direction: %s"), both);

  return g_steal_pointer (&both);
}

static char *
dup_set_title (const HeedSweepSet *set)
{
  g_autoptr(GString) heads = g_string_new (NULL);
  g_autofree char *rate = dup_error_rate (&set->counts);

  for (guint i = 0; i < set->heads->len; i++)
    {
      const HeedAttentionSite *head = &g_array_index (set->heads, HeedAttentionSite, i);

      g_string_append_printf (heads, "%s%d·%d", i > 0 ? ", " : "", head->layer + 1,
                              head->head + 1);
    }

  /* Translators: pairs of layer and head, an error rate, how many sentences */
  return g_strdup_printf (ngettext ("Set of heads %s: AER %s on %u sentence",
                                    "Set of heads %s: AER %s on %u sentences", set->n_pairs),
                          heads->str, rate, set->n_pairs);
}

/* --- Using a trial ------------------------------------------------------- */

static void
adopt (HeedCorpusSweepView   *self,
       GArray                *sites,
       const HeedLinkOptions *links)
{
  HeedLinkSettings settings = { .sites = sites, .links = *links };

  g_signal_emit (self, signals[SIGNAL_ADOPTED], 0, &settings);
}

static void
trial_clicked_cb (HeedCorpusSweepView *self,
                  GtkWidget           *button)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), TRIAL));
  const HeedSweepTrial *trial = &g_array_index (self->sweep->trials, HeedSweepTrial, i);
  g_autoptr(GArray) sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));

  g_array_append_val (sites, trial->site);
  adopt (self, sites, &trial->links);
}

static void
set_clicked_cb (HeedCorpusSweepView *self)
{
  if (self->sweep != NULL && self->sweep->has_set)
    adopt (self, self->sweep->set.heads, &self->sweep->set.links);
}

/* --- Saving the heads ---------------------------------------------------- */

/* Returns the heads of the set, or the best single head; other programs know heads, but no
 * means. */
static GArray *
dup_heads (const HeedCorpusSweep *sweep)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));

  if (sweep->has_set)
    g_array_append_vals (heads, sweep->set.heads->data, sweep->set.heads->len);

  for (guint i = 0; i < sweep->trials->len && heads->len == 0; i++)
    {
      const HeedSweepTrial *trial = &g_array_index (sweep->trials, HeedSweepTrial, i);

      if (trial->site.head != HEED_HEAD_MEAN)
        g_array_append_val (heads, trial->site);
    }

  return heads;
}

static void
write_chosen (HeedCorpusSweepView *self,
              const char          *path)
{
  g_autoptr(GArray) heads = dup_heads (self->sweep);
  g_autoptr(GError) error = NULL;

  if (heed_sweep_write_heads (path, heads, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.note", "s",
                                _("The heads were written; the old file ends in .old."));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.report", "(ss)",
                                _("The heads could not be written."), error->message);
}

static void
write_clicked_cb (HeedCorpusSweepView *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _("Write the Heads Into a Configuration"),
    GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW)),
    GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  heed_file_dialog_add_filter (chooser, _("Configurations"), "*.json");
  heed_file_dialog_show (chooser, GTK_WIDGET (self), (HeedFileChosenFunc) write_chosen);
}

/* --- The object ---------------------------------------------------------- */

static void
forget (HeedCorpusSweepView *self)
{
  g_clear_pointer (&self->sweep, heed_corpus_sweep_free);
  g_clear_pointer (&self->model, heed_model_unref);
}

static void
heed_corpus_sweep_view_dispose (GObject *object)
{
  HeedCorpusSweepView *self = HEED_CORPUS_SWEEP_VIEW (object);
  GtkWidget *child;

  forget (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_corpus_sweep_view_parent_class)->dispose (object);
}

static void
heed_corpus_sweep_view_class_init (HeedCorpusSweepViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_sweep_view_dispose;

  /**
   * HeedCorpusSweepView::adopted:
   * @settings: a #HeedLinkSettings that is valid during the signal only
   */
  signals[SIGNAL_ADOPTED] = g_signal_new ("adopted", HEED_TYPE_CORPUS_SWEEP_VIEW,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_POINTER);

  gtk_widget_class_set_css_name (widget_class, "corpussweep");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
add_wall (HeedCorpusSweepView *self)
{
  self->wall = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->wall), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->wall), MIN_COLUMNS);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->wall), MAX_COLUMNS);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->wall), TRUE);
  gtk_widget_set_valign (self->wall, GTK_ALIGN_START);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->wall);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

static GtkWidget *
add_button (HeedCorpusSweepView *self,
            const char          *label,
            const char          *help)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, help);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  return button;
}

static void
heed_corpus_sweep_view_init (HeedCorpusSweepView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_set_size_request (GTK_WIDGET (self), WIDTH_PX, -1);
  self->message = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->message), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->message), MAX_CHARS);
  gtk_label_set_xalign (GTK_LABEL (self->message), 0.0f);
  gtk_widget_set_parent (self->message, GTK_WIDGET (self));
  self->set = add_button (self, "", _("Read links from the mean of these heads"));
  g_signal_connect_swapped (self->set, "clicked", G_CALLBACK (set_clicked_cb), self);
  add_wall (self);
  self->write = add_button (self, _("Write Into a Configuration…"),
                            _("As alignment_heads, where CTranslate2 (config.json) and Hugging "
                              "Face (generation_config.json) read them"));
  g_signal_connect_swapped (self->write, "clicked", G_CALLBACK (write_clicked_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Attentions by their error rate"), -1);
  heed_corpus_sweep_view_set_message (self, "");
}

GtkWidget *
heed_corpus_sweep_view_new (void)
{
  return g_object_new (HEED_TYPE_CORPUS_SWEEP_VIEW, NULL);
}

static void
show_parts (HeedCorpusSweepView *self,
            gboolean             has_trials,
            gboolean             has_set)
{
  gtk_widget_set_visible (self->scrolled, has_trials);
  gtk_widget_set_visible (self->write, has_trials);
  gtk_widget_set_visible (self->set, has_set);
}

void
heed_corpus_sweep_view_set_message (HeedCorpusSweepView *self,
                                    const char          *message)
{
  g_return_if_fail (HEED_IS_CORPUS_SWEEP_VIEW (self));

  forget (self);
  gtk_label_set_text (GTK_LABEL (self->message), message);
  show_parts (self, FALSE, FALSE);
}

/* --- Filling the table --------------------------------------------------- */

/* Returns the error rate of a trial, or 1 - agreement with occlusion, which counts as 0 if it is
 * unknown. */
static double
get_badness (HeedCorpusSweepView  *self,
             const HeedSweepTrial *trial)
{
  if (self->sweep->criterion != HEED_SWEEP_OCCLUSION)
    return heed_alignment_score_counts (&trial->counts).error_rate;

  return isnan (trial->agreement) ? 1.0 : 1.0 - trial->agreement;
}

/* Returns text such as "0.21 · argmax", or the agreement of the trial. */
static char *
dup_judgement (HeedCorpusSweepView  *self,
               const HeedSweepTrial *trial)
{
  g_autofree char *rule = heed_corpus_titles_new_rule (&trial->links);
  g_autofree char *rate = NULL;

  if (self->sweep->criterion == HEED_SWEEP_OCCLUSION)
    return format_agreement (trial->agreement);

  rate = dup_error_rate (&trial->counts);

  return g_strdup_printf ("%s · %s", rate, rule);
}

static char *
dup_help (HeedCorpusSweepView  *self,
          const HeedSweepTrial *trial)
{
  g_autofree char *drift = dup_drift (trial);

  if (self->sweep->criterion == HEED_SWEEP_OCCLUSION)
    return g_strdup (_("Read links this way"));

  return g_strconcat (_("Read links this way"), "\n", drift, NULL);
}

static GtkWidget *
new_way_button (HeedCorpusSweepView *self,
                guint                i)
{
  const HeedSweepTrial *trial = &g_array_index (self->sweep->trials, HeedSweepTrial, i);
  g_autofree char *title = dup_title (self->model, trial);
  g_autofree char *judgement = dup_judgement (self, trial);
  g_autofree char *label = g_strdup_printf ("%s\n%s", title, judgement);
  g_autofree char *grade =
    g_strdup_printf ("grade-%u", (guint) CLAMP (ceil (get_badness (self, trial) * 5.0), 1.0, 5.0));
  g_autofree char *help = dup_help (self, trial);
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkWidget *text = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, "numeric");
  gtk_widget_add_css_class (button, grade);
  heed_tooltip_set (button, help);
  g_object_set_data (G_OBJECT (button), TRIAL, GUINT_TO_POINTER (i));
  g_signal_connect_object (button, "clicked", G_CALLBACK (trial_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return button;
}

static void
fill_wall (HeedCorpusSweepView *self)
{
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->wall), 0)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->wall), GTK_WIDGET (child));

  for (guint i = 0; i < self->sweep->trials->len; i++)
    gtk_flow_box_append (GTK_FLOW_BOX (self->wall), new_way_button (self, i));
}

void
heed_corpus_sweep_view_show (HeedCorpusSweepView *self,
                             HeedModel           *model,
                             HeedCorpusSweep     *sweep)
{
  g_autofree char *all = NULL;
  g_autofree char *set = NULL;

  g_return_if_fail (HEED_IS_CORPUS_SWEEP_VIEW (self));

  forget (self);
  self->model = model != NULL ? heed_model_ref (model) : NULL;
  self->sweep = sweep;
  all = dup_words (model, sweep);
  set = sweep->has_set ? dup_set_title (&sweep->set) : g_strdup ("");
  gtk_label_set_text (GTK_LABEL (self->message), all);
  gtk_button_set_label (GTK_BUTTON (self->set), set);
  fill_wall (self);
  show_parts (self, TRUE, sweep->has_set && sweep->set.heads->len > 1);
}

const char *
heed_corpus_sweep_view_get_message (HeedCorpusSweepView *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_SWEEP_VIEW (self), NULL);

  return self->sweep != NULL ? gtk_label_get_text (GTK_LABEL (self->message)) : NULL;
}
