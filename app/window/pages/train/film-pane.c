/* film-pane.c — one training's film: a heatmap of one moment, and a strip of all
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/train/film-pane.h"

#include <glib/gi18n.h>

#include "app/window/pages/parts/shown-attention.h"
#include "app/window/pages/parts/tooltip.h"
#include "ui/film-strip.h"
#include "ui/heatmap.h"
#include "ui/site-chooser.h"
#include "ui/wrap-layout.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/train/film-pane.ui"
#define RIGHT    "\342\234\223"  /* U+2713 */

/* Narrow, since two films side by side leave little room. */
#define SITE_SPACING_PX      6
#define SITE_LINE_SPACING_PX 4

/**
 * HeedFilmPane:
 *
 * A choice of the attention, a heatmap, the output of the model at that moment, and a
 * strip of the whole film.
 *
 * ## CSS nodes
 *
 * One node named `filmpane`.
 *
 * ## Accessibility
 *
 * A group; the heatmap describes itself.
 */
struct _HeedFilmPane
{
  GtkWidget        parent_instance;

  GtkWidget       *name;
  GtkWidget       *moment;
  GtkWidget       *output;
  HeedSiteChooser *chooser;
  GtkWidget       *note;
  GtkWidget       *stack;
  HeedHeatmap     *heatmap;
  GtkWidget       *instead;
  HeedFilmStrip   *strip;

  HeedTraining    *training;   /* or NULL */
  HeedSnapshot    *snapshot;   /* the displayed one; or NULL */
  gboolean         has_sites;  /* the chooser has the model's layers and heads */
};

enum {
  SIGNAL_POSITION_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedFilmPane, heed_film_pane, GTK_TYPE_WIDGET)

static HeedSnapshot *
get_frame (const HeedTrainingStatus *status,
           guint                     i)
{
  return g_ptr_array_index (status->film, i);
}

static GArray *
list_frames (const HeedTrainingStatus *status,
             HeedAttentionSite         site,
             const HeedFilmPace       *pace)
{
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (HeedFilmFrame));

  for (guint i = 0; i < status->film->len; i++)
    {
      HeedSnapshot *frame = get_frame (status, i);

      g_array_append_vals (frames,
                           &(HeedFilmFrame) { heed_snapshot_get_attention (frame, site),
                                              heed_film_pace_get_place (pace, frame->epoch) },
                           1);
    }

  return frames;
}

static HeedSnapshot *
find_snapshot (const HeedTrainingStatus *status,
               const GArray             *frames,
               double                    epoch,
               const HeedFilmPace       *pace)
{
  if (epoch == HEED_FILM_PANE_LIVE || frames->len == 0)
    return status->snapshot;

  return get_frame (status, heed_film_frames_find ((const HeedFilmFrame *) (gpointer) frames->data,
                                                   frames->len,
                                                   heed_film_pace_get_place (pace, epoch)));
}

/* Fills the chooser once there is a model, and only once, so that an open menu stays open. */
static void
show_sites (HeedFilmPane *self)
{
  HeedModel *model = heed_training_get_status (self->training)->model;

  if (self->has_sites || model == NULL)
    return;

  self->has_sites = TRUE;
  heed_shown_attention_offer_sites (model, heed_training_get_site (self->training), self->chooser);
}

/* Explains why a film of a very long sentence has less than the chosen attention. */
static void
show_note (HeedFilmPane *self)
{
  HeedAttentionSite chosen = heed_site_chooser_get_site (self->chooser);
  HeedAttentionSite kept = heed_site_ranges_clamp (self->snapshot->attentions->ranges, chosen);
  const char *note = "";

  if (kept.kind != chosen.kind)
    note = _("The sentence is long, so only the attention between source and target is shown, "
             "averaged over heads.");
  else if (kept.head != chosen.head)
    note = _("The sentence is long, so the mean of the heads is shown.");
  else if (kept.kind != HEED_ATTENTION_CROSS)
    note = heed_shown_attention_get_caption (kept.kind);

  gtk_label_set_text (GTK_LABEL (self->note), note);
  gtk_widget_set_visible (self->note, *note != '\0');
}

static void
show_snapshot (HeedFilmPane *self,
               gboolean      is_live)
{
  HeedAttentionSite site = heed_training_get_site (self->training);
  const HeedTokens *columns = heed_snapshot_get_columns (self->snapshot, site);
  const HeedTokens *rows = heed_snapshot_get_rows (self->snapshot, site);
  g_autofree char *moment =
    g_strdup_printf (is_live ? _("now, epoch %.1f") : _("epoch %.1f"), self->snapshot->epoch);
  /* Translators: what a model says at that moment; the second is a sign that it is
     right, or nothing */
  g_autofree char *output = g_strdup_printf (_("says “%s” %s"), self->snapshot->output,
                                             self->snapshot->is_right ? RIGHT : "");

  heed_heatmap_set_source (self->heatmap, columns->tokens, columns->n_tokens);
  heed_heatmap_set_target (self->heatmap, rows->tokens, rows->n_tokens);
  heed_heatmap_set_matrix (self->heatmap, heed_snapshot_get_attention (self->snapshot, site));
  gtk_label_set_text (GTK_LABEL (self->moment), moment);
  gtk_label_set_text (GTK_LABEL (self->output), output);
  heed_tooltip_set (self->output, output);
}

static const char *
choose_words (const HeedTrainingStatus *status)
{
  if (status->snapshot != NULL)
    return _("This model has no attention: all it knows about the sentence is one vector.");

  if (status->probe_error != NULL)
    return status->probe_error->message;

  if (status->state == HEED_TRAINING_PREPARING)
    return _("reading the data…");

  if (status->probe == NULL && status->error == NULL)
    return _("Nothing is held out. Type a sentence to watch above.");

  return "";
}

/**
 * heed_film_pane_show:
 * @epoch: the moment, or %HEED_FILM_PANE_LIVE
 * @pace: maps moments to positions of the strip
 */
void
heed_film_pane_show (HeedFilmPane *self,
                     double        epoch,
                     HeedFilmPace *pace)
{
  const HeedTrainingStatus *status;
  g_autoptr(GArray) frames = NULL;
  HeedAttentionSite site;
  HeedSnapshot *snapshot;
  gboolean has_attention;

  g_return_if_fail (HEED_IS_FILM_PANE (self));
  g_return_if_fail (self->training != NULL);

  status = heed_training_get_status (self->training);
  site = heed_training_get_site (self->training);
  frames = list_frames (status, site, pace);
  gtk_label_set_text (GTK_LABEL (self->name), heed_training_get_name (self->training));
  snapshot = find_snapshot (status, frames, epoch, pace);
  has_attention = snapshot != NULL && heed_snapshot_get_attention (snapshot, site) != NULL;
  show_sites (self);

  g_clear_pointer (&self->snapshot, heed_snapshot_unref);
  if (snapshot != NULL)
    {
      self->snapshot = heed_snapshot_ref (snapshot);
      show_snapshot (self, epoch == HEED_FILM_PANE_LIVE);
      show_note (self);
    }
  else
    gtk_widget_hide (self->note);

  gtk_label_set_text (GTK_LABEL (self->instead), has_attention ? "" : choose_words (status));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), has_attention ? "heatmap" : "instead");
  heed_film_strip_set_frames (self->strip, (const HeedFilmFrame *) (gpointer) frames->data,
                              frames->len);
  heed_film_strip_set_position (self->strip, epoch == HEED_FILM_PANE_LIVE
                                             ? 1.0 : heed_film_pace_get_place (pace, epoch));
}

static void
position_chosen_cb (HeedFilmPane *self,
                    double        position)
{
  g_signal_emit (self, signals[SIGNAL_POSITION_CHOSEN], 0, position);
}

static void
site_chosen_cb (HeedFilmPane *self,
                int           kind,
                int           layer,
                int           head)
{
  heed_training_set_site (self->training,
                          (HeedAttentionSite) { (HeedAttentionKind) kind, layer, head });
}

/* --- The object ---------------------------------------------------------- */

static void
heed_film_pane_dispose (GObject *object)
{
  HeedFilmPane *self = HEED_FILM_PANE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_object (&self->training);
  g_clear_pointer (&self->snapshot, heed_snapshot_unref);

  G_OBJECT_CLASS (heed_film_pane_parent_class)->dispose (object);
}

static void
heed_film_pane_class_init (HeedFilmPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_film_pane_dispose;

  /**
   * HeedFilmPane::position-chosen:
   * @position: [0, 1], along the strip
   *
   * The user pointed at that position.
   */
  signals[SIGNAL_POSITION_CHOSEN] =
    g_signal_new ("position-chosen", HEED_TYPE_FILM_PANE, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_DOUBLE);

  g_type_ensure (HEED_TYPE_HEATMAP);
  g_type_ensure (HEED_TYPE_FILM_STRIP);
  g_type_ensure (HEED_TYPE_SITE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmPane, name);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmPane, moment);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmPane, output);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmPane, chooser);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmPane, note);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmPane, heatmap);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmPane, instead);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmPane, strip);
  gtk_widget_class_bind_template_callback (widget_class, position_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, site_chosen_cb);
  gtk_widget_class_set_css_name (widget_class, "filmpane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_film_pane_init (HeedFilmPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->chooser),
                                 heed_wrap_layout_new (SITE_SPACING_PX, SITE_LINE_SPACING_PX));
}

HeedTraining *
heed_film_pane_get_training (HeedFilmPane *self)
{
  g_return_val_if_fail (HEED_IS_FILM_PANE (self), NULL);

  return self->training;
}

/**
 * heed_film_pane_set_training:
 * @training: (nullable): the training of the film
 */
void
heed_film_pane_set_training (HeedFilmPane *self,
                             HeedTraining *training)
{
  g_return_if_fail (HEED_IS_FILM_PANE (self));

  if (!g_set_object (&self->training, training))
    return;

  g_clear_pointer (&self->snapshot, heed_snapshot_unref);
  heed_film_strip_set_frames (self->strip, NULL, 0);
  heed_heatmap_set_matrix (self->heatmap, NULL);
  self->has_sites = FALSE;
  heed_site_chooser_set_ranges (self->chooser, (const HeedSiteRange[HEED_N_ATTENTION_KINDS]) { 0 });
  gtk_widget_hide (self->note);
  gtk_label_set_text (GTK_LABEL (self->name),
                      training != NULL ? heed_training_get_name (training) : "");
  gtk_label_set_text (GTK_LABEL (self->moment), "");
  gtk_label_set_text (GTK_LABEL (self->output), "");
}

/**
 * heed_film_pane_get_snapshot:
 *
 * Returns: (transfer none) (nullable): the snapshot in the heatmap
 */
HeedSnapshot *
heed_film_pane_get_snapshot (HeedFilmPane *self)
{
  g_return_val_if_fail (HEED_IS_FILM_PANE (self), NULL);

  return self->snapshot;
}

void
heed_film_pane_set_named (HeedFilmPane *self,
                          gboolean      is_named)
{
  g_return_if_fail (HEED_IS_FILM_PANE (self));

  gtk_widget_set_visible (self->name, is_named);
}
