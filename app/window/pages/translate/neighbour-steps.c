/* neighbour-steps.c — finds steps of the open corpus with states similar to the selected step's
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state is the one that the document's step has, with all changes. So any sentence can be
 * compared with the corpus; if it is one of the corpus, that pair is left out. A step that is
 * found is shown on the page Corpus, so that the sentence of this page stays as it is.
 */

#include "app/window/pages/translate/neighbour-steps.h"

#include <glib/gi18n.h>

#include "app/window/corpus/open-corpus.h"
#include "ui/token-label.h"

struct _HeedNeighbourSteps
{
  GObject                     parent_instance;

  HeedTranslateParts         *parts;
  GtkWidget                  *place;   /* of the button; owned by the inspector */
  HeedCorpusNeighboursButton *button;  /* NULL until a corpus is opened */
  HeedOpenCorpus             *open;    /* NULL without a document */
};

G_DEFINE_FINAL_TYPE (HeedNeighbourSteps, heed_neighbour_steps, G_TYPE_OBJECT)

/* The word of the picture that the step is in; the end of the sentence has none. */
static char *
dup_word (HeedNeighbourSteps *self,
          const HeedToken    *token,
          int                 step)
{
  const HeedShownAttention *shown = self->parts->shown;
  HeedAttentionKind kind = heed_document_get_translation (self->parts->document)->site.kind;
  int word = shown != NULL && kind != HEED_ATTENTION_ENCODER_SELF
             ? heed_word_map_find (shown->rows, step) : -1;

  if (token->is_special)
    return g_strdup (_("the end"));

  return heed_token_label_new (word >= 0 ? &shown->rows->shown[word] : token);
}

static const char *
ask (HeedStateNeighbourQuestion *question,
     char                      **word,
     gpointer                    data)
{
  HeedNeighbourSteps *self = data;
  HeedDocument *document = self->parts->document;
  const HeedTranslation *translation = heed_document_get_translation (document);
  int step = heed_document_view_get_step (heed_document_get_view (document));
  HeedStep *taken;

  if (step < 0 || (guint) step >= translation->steps->len)
    return _("Choose a step of the translation first.");

  taken = heed_translation_get_step (translation, (guint) step);
  question->state = heed_steps_dup_states (&taken, 1);
  if (question->state == NULL)
    return _("The states of this translation are not kept.");

  question->pair = heed_open_corpus_get_pair (self->open);
  question->step = (guint) step;
  *word = dup_word (self, &taken->token, step);

  return NULL;
}

static void
opened_cb (HeedNeighbourSteps *self,
           guint               pair,
           guint               step)
{
  GtkWidget *page = GTK_WIDGET (self->button);

  heed_open_corpus_want (self->open, pair, step);
  gtk_widget_activate_action (page, "win.show-page", "s", "corpus");
}

/* Most windows never have a corpus, so the popover is created with the first one. */
static void
ensure_button (HeedNeighbourSteps *self)
{
  GtkWidget *button;

  if (self->button != NULL)
    return;

  button = heed_corpus_neighbours_button_new (ask, self);
  self->button = HEED_CORPUS_NEIGHBOURS_BUTTON (g_object_ref (button));
  g_signal_connect_object (button, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (button, "visible", self->place, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (self->place), button);
}

static void
corpus_changed_cb (HeedNeighbourSteps *self)
{
  HeedCorpus *corpus = self->open != NULL ? heed_open_corpus_get (self->open) : NULL;

  if (corpus != NULL)
    ensure_button (self);
  if (self->button != NULL)
    heed_corpus_neighbours_button_set_corpus (self->button, corpus);
}

static void
heed_neighbour_steps_dispose (GObject *object)
{
  HeedNeighbourSteps *self = HEED_NEIGHBOUR_STEPS (object);

  if (self->open != NULL)
    g_signal_handlers_disconnect_by_data (self->open, self);
  g_clear_object (&self->open);
  g_clear_object (&self->button);

  G_OBJECT_CLASS (heed_neighbour_steps_parent_class)->dispose (object);
}

static void
heed_neighbour_steps_class_init (HeedNeighbourStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_neighbour_steps_dispose;
}

static void
heed_neighbour_steps_init (HeedNeighbourSteps *self)
{
}

/**
 * heed_neighbour_steps_new:
 * @parts: the parts of the page, which outlive the object
 *
 * Returns: (transfer full): what asks about the selected step
 */
HeedNeighbourSteps *
heed_neighbour_steps_new (HeedTranslateParts *parts)
{
  HeedNeighbourSteps *self = g_object_new (HEED_TYPE_NEIGHBOUR_STEPS, NULL);

  self->parts = parts;
  self->place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_hide (self->place);
  heed_step_inspector_add_below_candidates (parts->inspector, self->place);

  return self;
}

void
heed_neighbour_steps_set_document (HeedNeighbourSteps *self,
                                   HeedDocument       *document)
{
  g_return_if_fail (HEED_IS_NEIGHBOUR_STEPS (self));

  if (self->open != NULL)
    g_signal_handlers_disconnect_by_data (self->open, self);
  g_clear_object (&self->open);
  if (document != NULL)
    {
      self->open = g_object_ref (heed_open_corpus_of (document));
      g_signal_connect_object (self->open, "changed", G_CALLBACK (corpus_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  corpus_changed_cb (self);
}
