/* fitting-sentence.c — replacing the sentence when a new model reads another language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A model that reads Chinese also produces some output for an English sentence, and a
 * user who does not notice would take it for a bad model. So when a model is opened
 * that reads another kind of text, the sentence is replaced by the last one of that
 * kind, or by the model's example. It comes back with a model of the former kind.
 */

#include "app/window/document/fitting-sentence.h"

#include <glib/gi18n.h>

#include "app/core/files/text.h"
#include "app/core/models/examples.h"
#include "app/core/models/language.h"
#include "app/core/models/sentence-kind.h"

struct _HeedFittingSentence
{
  HeedDocument *document;
  GHashTable   *texts;      /* char * to char *: a kind to the last text of that kind */
  char         *kind;       /* of the text; NULL if unknown */
  gboolean      is_example; /* the text is an example of the model, not the user's */
};

static char *
dup_kind (HeedFittingSentence *self)
{
  HeedModel *model = heed_document_get_model (self->document);

  return model != NULL ? heed_sentence_kind_new (model) : NULL;
}

static gboolean
is_example (HeedFittingSentence *self)
{
  HeedModel *model = heed_document_get_model (self->document);
  g_auto(GStrv) examples = model != NULL ? heed_examples_dup (model) : NULL;

  return examples != NULL && g_strv_contains ((const char *const *) examples,
                                              heed_document_get_text (self->document));
}

/* A new text is assumed to be of the kind that the model in use reads. */
static void
text_changed_cb (HeedFittingSentence *self)
{
  g_free (self->kind);
  self->kind = dup_kind (self);
  self->is_example = is_example (self);
}

HeedFittingSentence *
heed_fitting_sentence_new (HeedDocument *document)
{
  HeedFittingSentence *self = g_new0 (HeedFittingSentence, 1);

  self->document = g_object_ref (document);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect_swapped (document, "notify::text", G_CALLBACK (text_changed_cb), self);
  text_changed_cb (self);

  return self;
}

void
heed_fitting_sentence_free (HeedFittingSentence *self)
{
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_object_unref (self->document);
  g_hash_table_unref (self->texts);
  g_free (self->kind);
  g_free (self);
}

static char *
find_other (HeedFittingSentence *self,
            const char          *kind)
{
  const char *text = g_hash_table_lookup (self->texts, kind);
  g_auto(GStrv) examples = heed_examples_dup (heed_document_get_model (self->document));

  if (text != NULL)
    return g_strdup (text);

  return g_strdup (examples[0] != NULL ? examples[0] : "");
}

static void
tell (HeedFittingSentence  *self,
      const char           *left,
      char                **title,
      char                **detail)
{
  HeedModel *model = heed_document_get_model (self->document);
  g_autofree char *language =
    heed_language_new_name (heed_model_get_info (model)->source_language);

  /* Translators: the name of a language */
  *title = language != NULL ? g_strdup_printf (_("This model reads %s."), language)
                            : g_strdup (_("This model reads something else."));
  /* Translators: a sentence */
  *detail = g_strdup_printf (_("“%s” is set aside; it comes back with a model that can read it."),
                             left);
}

/**
 * heed_fitting_sentence_check:
 * @title: (out) (transfer full): one sentence for the user
 * @detail: (out) (transfer full): that the old sentence is set aside
 *
 * Returns: whether the user has to be told; otherwise the outputs are not set
 */
gboolean
heed_fitting_sentence_check (HeedFittingSentence  *self,
                             char                **title,
                             char                **detail)
{
  g_autofree char *kind = dup_kind (self);
  g_autofree char *left = g_strdup (heed_document_get_text (self->document));
  g_autofree char *text = NULL;
  gboolean is_nobodys = self->is_example;

  if (kind == NULL || heed_sentence_kind_fits (self->kind, kind) || heed_text_is_blank (left))
    return FALSE;

  g_hash_table_replace (self->texts, g_strdup (self->kind), g_strdup (left));
  text = find_other (self, kind);
  heed_document_set_text (self->document, text);
  if (is_nobodys || g_str_equal (text, left))
    return FALSE;

  tell (self, left, title, detail);

  return TRUE;
}
