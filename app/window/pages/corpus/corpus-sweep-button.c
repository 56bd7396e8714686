/* corpus-sweep-button.c — a button that sweeps over all heads to find the best links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The result is discarded when other pairs or another model are used, or more pairs have been read.
 */

#include "app/window/pages/corpus/corpus-sweep-button.h"

#include <glib/gi18n.h>

#include "app/core/corpus/occlusion-sweep.h"
#include "app/window/corpus/corpus-pairs.h"

/**
 * HeedCorpusSweepButton:
 *
 * A button with a popover.
 *
 * ## CSS nodes
 *
 * One node named `corpusfinder`.
 *
 * ## Accessibility
 *
 * A group with a button that has a label.
 */
struct _HeedCorpusSweepButton
{
  GtkWidget            parent_instance;

  GtkWidget           *button;
  GtkWidget           *popover;
  GtkWidget           *criteria;
  HeedCorpusSweepView *view;

  HeedCorpus          *corpus;      /* or NULL */
  GCancellable        *finding;     /* NULL while no search is running */
  HeedSweepCriterion   criterion;   /* what links are compared with */
  guint                n_tried;     /* pairs; 0 if there was no search yet */
};

enum {
  SIGNAL_ADOPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCorpusSweepButton, heed_corpus_sweep_button, GTK_TYPE_WIDGET)

static void
forget (HeedCorpusSweepButton *self)
{
  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->n_tried = 0;
}

/* Returns the reason why no search is possible. */
static const char *
get_lack (HeedSweepCriterion criterion)
{
  switch (criterion)
    {
    case HEED_SWEEP_GOLD:
      return _("No sentence with gold links has been read yet.");
    case HEED_SWEEP_REVERSE:
      return _("The reverse model has read no sentence yet: choose the model, and how to combine "
               "the links.");
    case HEED_SWEEP_OCCLUSION:
    case HEED_N_SWEEP_CRITERIA:
      break;
    }

  return _("No sentence has been read yet.");
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(HeedCorpusSweepButton) self = user_data;
  g_autoptr(HeedCorpusSweep) sweep = heed_corpus_sweep_finish (result, NULL);

  if (self->corpus == NULL || g_task_get_cancellable (G_TASK (result)) != self->finding)
    return;

  g_clear_object (&self->finding);
  if (sweep == NULL)
    return;

  if (sweep->criterion != HEED_SWEEP_OCCLUSION)
    sweep->criterion = self->criterion;
  if (sweep->n_pairs > 0)
    heed_corpus_sweep_view_show (self->view, heed_corpus_get_model (self->corpus),
                                 g_steal_pointer (&sweep));
  else
    heed_corpus_sweep_view_set_message (self->view, get_lack (self->criterion));
}

static gboolean
can_find (HeedCorpusSweepButton *self)
{
  return self->corpus != NULL && heed_corpus_get_store (self->corpus) != NULL &&
         heed_corpus_get_heads (self->corpus)->len > 0 &&
         (heed_corpus_get_model (self->corpus) != NULL ||
          heed_corpus_files_get_gold (heed_corpus_get_files (self->corpus)) != NULL);
}

/* Returns an array of HeedCorpusGold. */
static GArray *
list_pairs (HeedCorpusSweepButton *self)
{
  return self->criterion == HEED_SWEEP_REVERSE
         ? heed_corpus_list_reversed (self->corpus)
         : heed_corpus_list_stored (self->corpus, self->criterion == HEED_SWEEP_GOLD);
}

/* Takes ownership of pairs. */
static void
sweep (HeedCorpusSweepButton *self,
       GArray                *pairs)
{
  HeedModel *model = heed_corpus_get_model (self->corpus);
  HeedAttentionStore *store = heed_corpus_get_store (self->corpus);
  const HeedOcclusionJob job = { model, heed_corpus_get_files (self->corpus), store, pairs };

  self->finding = g_cancellable_new ();
  if (self->criterion == HEED_SWEEP_OCCLUSION)
    {
      heed_corpus_sweep_view_set_message (self->view, _("Removing each source token in turn…"));
      heed_occlusion_sweep_async (heed_corpus_get_worker (self->corpus), &job, self->finding,
                                  found_cb, g_object_ref (self));
      return;
    }

  heed_corpus_sweep_view_set_message (self->view, _("Trying every attention, step and rule…"));
  heed_corpus_sweep_async (model, store, pairs, self->finding, found_cb, g_object_ref (self));
}

void
heed_corpus_sweep_button_find (HeedCorpusSweepButton *self)
{
  GArray *pairs;

  g_return_if_fail (HEED_IS_CORPUS_SWEEP_BUTTON (self));

  if (!can_find (self) || self->finding != NULL)
    return;

  if (self->criterion == HEED_SWEEP_OCCLUSION && heed_corpus_get_model (self->corpus) == NULL)
    {
      heed_corpus_sweep_view_set_message (self->view, _("Occlusion needs a model."));
      return;
    }

  pairs = list_pairs (self);
  if (pairs->len == self->n_tried && pairs->len > 0)
    {
      g_array_unref (pairs);
      return;
    }

  self->n_tried = pairs->len;
  sweep (self, pairs);
}

void
heed_corpus_sweep_button_set_criterion (HeedCorpusSweepButton *self,
                                        HeedSweepCriterion     criterion)
{
  g_return_if_fail (HEED_IS_CORPUS_SWEEP_BUTTON (self));

  if (criterion == self->criterion)
    return;

  forget (self);
  self->criterion = criterion;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->criteria), criterion);
  heed_corpus_sweep_button_find (self);
}

static void
criterion_chosen_cb (HeedCorpusSweepButton *self)
{
  heed_corpus_sweep_button_set_criterion (self, (HeedSweepCriterion) gtk_drop_down_get_selected (
                                  GTK_DROP_DOWN (self->criteria)));
}

static void
opened_cb (HeedCorpusSweepButton *self)
{
  HeedCorpusFiles *files = heed_corpus_get_files (self->corpus);

  forget (self);
  heed_corpus_sweep_view_set_message (self->view, "");
  self->criterion = files != NULL && heed_corpus_files_get_gold (files) != NULL
                ? HEED_SWEEP_GOLD : HEED_SWEEP_OCCLUSION;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->criteria), self->criterion);
  gtk_widget_set_visible (GTK_WIDGET (self), can_find (self));
}

static void
adopted_cb (HeedCorpusSweepButton *self,
            gpointer               settings)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[SIGNAL_ADOPTED], 0, settings);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_corpus_sweep_button_dispose (GObject *object)
{
  HeedCorpusSweepButton *self = HEED_CORPUS_SWEEP_BUTTON (object);

  heed_corpus_sweep_button_set_corpus (self, NULL);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_corpus_sweep_button_parent_class)->dispose (object);
}

static void
heed_corpus_sweep_button_class_init (HeedCorpusSweepButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_sweep_button_dispose;

  /**
   * HeedCorpusSweepButton::adopted:
   * @settings: a #HeedLinkSettings that is valid during the signal only
   */
  signals[SIGNAL_ADOPTED] =
    g_signal_new ("adopted", HEED_TYPE_CORPUS_SWEEP_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_css_name (widget_class, "corpussweepbutton");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_content (HeedCorpusSweepButton *self)
{
  const char *const criteria[] = { _("Against gold links"), _("Against occlusion"),
                                 _("Against the other direction"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->criteria = gtk_drop_down_new_from_strings (criteria);
  gtk_widget_add_css_class (self->criteria, "compact");
  gtk_widget_set_halign (self->criteria, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->criteria,
                               _("Occlusion needs no gold links: each source token is removed in "
                                 "turn, and target tokens that become less probable depended on "
                                 "it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->criteria), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the attention is compared with"), -1);
  g_signal_connect_object (self->criteria, "notify::selected", G_CALLBACK (criterion_chosen_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->criteria);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));

  return box;
}

static void
heed_corpus_sweep_button_init (HeedCorpusSweepButton *self)
{
  self->view = HEED_CORPUS_SWEEP_VIEW (heed_corpus_sweep_view_new ());
  g_signal_connect_object (self->view, "adopted", G_CALLBACK (adopted_cb), self,
                           G_CONNECT_SWAPPED);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), new_content (self));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (heed_corpus_sweep_button_find), self,
                           G_CONNECT_SWAPPED);
  self->button = gtk_menu_button_new ();
  gtk_widget_add_css_class (self->button, "compact");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _("Find the Best"));
  gtk_widget_set_tooltip_text (self->button,
                               _("Which layer, head, shift and rule come closest to the gold "
                                 "links, to what the translation depends on, or to the other "
                                 "direction"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_hide (GTK_WIDGET (self));
}

GtkWidget *
heed_corpus_sweep_button_new (void)
{
  return g_object_new (HEED_TYPE_CORPUS_SWEEP_BUTTON, NULL);
}

void
heed_corpus_sweep_button_set_corpus (HeedCorpusSweepButton *self,
                                     HeedCorpus            *corpus)
{
  g_return_if_fail (HEED_IS_CORPUS_SWEEP_BUTTON (self));

  forget (self);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_set_object (&self->corpus, corpus);
  if (corpus != NULL)
    g_signal_connect_object (corpus, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
}

HeedCorpusSweepView *
heed_corpus_sweep_button_get_view (HeedCorpusSweepButton *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_SWEEP_BUTTON (self), NULL);

  return self->view;
}
