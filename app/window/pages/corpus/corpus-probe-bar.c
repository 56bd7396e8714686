/* corpus-probe-bar.c — a bar with the progress of the omission probe
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-probe-bar.h"

#include <glib/gi18n.h>

#include "app/window/pages/parts/tooltip.h"

#define GAP_PX 8

/**
 * HeedCorpusProbeBar:
 *
 * Shows the progress of probing as text and as a bar, with a button to stop it. Visible
 * while there are pairs to probe.
 *
 * ## CSS nodes
 *
 * One node named `corpusprobebar`.
 *
 * ## Accessibility
 *
 * A group, labelled.
 */
struct _HeedCorpusProbeBar
{
  GtkWidget   parent_instance;

  GtkWidget  *words;
  GtkWidget  *progress;
  GtkWidget  *stop;
  HeedCorpus *corpus;  /* or NULL */
};

G_DEFINE_FINAL_TYPE (HeedCorpusProbeBar, heed_corpus_probe_bar, GTK_TYPE_WIDGET)

static void
changed_cb (HeedCorpusProbeBar *self)
{
  HeedCorpusProgress progress;
  HeedProbesState state = heed_corpus_get_probes (self->corpus, &progress);
  gboolean is_stopped = state == HEED_PROBES_STOPPED;
  /* Translators: how many of how many sentences */
  g_autofree char *words = g_strdup_printf (_("What is missing: %'u of %'u sentences"),
                                            progress.n_done, progress.n_pairs);

  gtk_widget_set_visible (GTK_WIDGET (self), is_stopped || state == HEED_PROBES_UNDER_WAY);
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 progress.n_pairs > 0
                                 ? (double) progress.n_done / progress.n_pairs : 0.0);
  gtk_button_set_label (GTK_BUTTON (self->stop), is_stopped ? _("Resume") : _("Stop"));
}

static void
stop_cb (HeedCorpusProbeBar *self)
{
  HeedCorpusProgress progress;

  if (self->corpus != NULL)
    heed_corpus_pause_probes (self->corpus, heed_corpus_get_probes (self->corpus, &progress) !=
                              HEED_PROBES_STOPPED);
}

static void
heed_corpus_probe_bar_dispose (GObject *object)
{
  HeedCorpusProbeBar *self = HEED_CORPUS_PROBE_BAR (object);

  heed_corpus_probe_bar_set_corpus (self, NULL);
  g_clear_pointer (&self->words, gtk_widget_unparent);
  g_clear_pointer (&self->progress, gtk_widget_unparent);
  g_clear_pointer (&self->stop, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_corpus_probe_bar_parent_class)->dispose (object);
}

static void
heed_corpus_probe_bar_class_init (HeedCorpusProbeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_probe_bar_dispose;

  gtk_widget_class_set_css_name (widget_class, "corpusprobebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
heed_corpus_probe_bar_init (HeedCorpusProbeBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), GAP_PX);
  self->words = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->words, "muted");
  gtk_widget_add_css_class (self->words, "numeric");
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));

  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_hexpand (self->progress, TRUE);
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How many sentences are done"), -1);
  gtk_widget_set_parent (self->progress, GTK_WIDGET (self));

  self->stop = gtk_button_new ();
  gtk_widget_add_css_class (self->stop, "compact");
  heed_tooltip_set (self->stop, _("Stop or resume computing the columns about what is missing; "
                                  "this takes about twenty times as long as reading"));
  g_signal_connect_object (self->stop, "clicked", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->stop, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What is missing"), -1);
  gtk_widget_hide (GTK_WIDGET (self));
}

void
heed_corpus_probe_bar_set_corpus (HeedCorpusProbeBar *self,
                                  HeedCorpus         *corpus)
{
  g_return_if_fail (HEED_IS_CORPUS_PROBE_BAR (self));

  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);

  g_set_object (&self->corpus, corpus);
  if (corpus != NULL)
    g_signal_connect_object (corpus, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}
