/* document.c — what the person is looking at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages meet only here: they change the document and watch it, and do not
 * know each other. It has no widget in it and can be tested without a display.
 *
 * What was shown stays until the engine brings something newer, so that the
 * window does not flicker while somebody types.
 */

#include "app/window/document.h"

#include "app/core/decoder.h"
#include "app/core/text.h"

/**
 * HeedDocument:
 *
 * One model, one sentence, its translation so far, and a view of it. Everything
 * happens on the main thread; the engine works elsewhere.
 */
struct _HeedDocument
{
  GObject            parent_instance;

  HeedEngineWorker  *worker;
  HeedDecoder       *decoder;

  HeedModel         *model;      /* NULL until one was opened */
  char              *model_path;
  GCancellable      *opening;    /* NULL: no model is being opened */

  char              *text;       /* never NULL */
  HeedChanges       *changes;

  HeedDocumentState  state;
  HeedTranslation   *translation;
  HeedDocumentView  *view;
};

enum {
  PROP_0,
  PROP_TEXT,
  PROP_STATE,
  PROP_IS_OPENING,
  N_PROPS
};

enum {
  SIGNAL_MODEL_CHANGED,
  SIGNAL_OPEN_FAILED,
  SIGNAL_STEPS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (HeedDocumentState, heed_document_state,
                    G_DEFINE_ENUM_VALUE (HEED_DOCUMENT_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (HEED_DOCUMENT_DECODING, "decoding"),
                    G_DEFINE_ENUM_VALUE (HEED_DOCUMENT_FINISHED, "finished"),
                    G_DEFINE_ENUM_VALUE (HEED_DOCUMENT_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (HeedDocument, heed_document, G_TYPE_OBJECT)

static void
set_state (HeedDocument      *self,
           HeedDocumentState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* After anything that changes the translation. */
static void
show_translation (HeedDocument *self)
{
  heed_document_view_set_extent (self->view, self->translation->site.kind,
                                 heed_translation_get_n_source (self->translation),
                                 self->translation->steps->len);
  g_signal_emit (self, signals[SIGNAL_STEPS_CHANGED], 0);
}

static void
news_cb (HeedTranslation *news,
         gpointer         user_data)
{
  HeedDocument *self = user_data;
  HeedAttentionSite site = heed_document_view_get_site (self->view);

  heed_translation_absorb (self->translation, news);

  /* Only what the encoder says comes with the news; the rest is in the steps. */
  if (site.kind != HEED_ATTENTION_ENCODER_SELF)
    self->translation->site = site;

  show_translation (self);

  if (self->translation->is_whole)
    set_state (self,
               self->translation->error != NULL ? HEED_DOCUMENT_FAILED : HEED_DOCUMENT_FINISHED);
}

/* Asks for what the fields now say; the answers come to news_cb(). */
static void
decode (HeedDocument *self)
{
  heed_document_view_release (self->view);

  if (self->model == NULL || heed_text_is_blank (self->text))
    {
      heed_decoder_stop (self->decoder);
      heed_translation_forget (self->translation);
      show_translation (self);
      set_state (self, HEED_DOCUMENT_EMPTY);
      return;
    }

  heed_decoder_decode (self->decoder, self->model, self->text, self->changes,
                       heed_document_view_get_site (self->view));
  set_state (self, HEED_DOCUMENT_DECODING);
}

/* The steps have all their attentions in them, the encoder's must be fetched. */
static void
site_changed_cb (HeedDocument *self)
{
  HeedAttentionSite site = heed_document_view_get_site (self->view);

  if (site.kind == HEED_ATTENTION_ENCODER_SELF)
    {
      if (self->state != HEED_DOCUMENT_EMPTY)
        heed_decoder_decode (self->decoder, self->model, self->text, self->changes, site);
      return;
    }

  self->translation->site = site;
  show_translation (self);
}

static void
view_model (HeedDocument *self)
{
  HeedSiteRange ranges[HEED_N_ATTENTION_KINDS];

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    ranges[kind] = (HeedSiteRange) {
      .n_layers = heed_model_get_n_layers (self->model, (HeedAttentionKind) kind),
      .n_heads = heed_model_get_n_heads (self->model, (HeedAttentionKind) kind, 0),
    };

  /* Nothing is fetched for it: the model decodes anew. */
  g_signal_handlers_block_by_func (self->view, site_changed_cb, self);
  heed_document_view_set_model (self->view, self->model_path, ranges);
  g_signal_handlers_unblock_by_func (self->view, site_changed_cb, self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(HeedDocument) self = user_data;
  const char *path = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model =
    heed_engine_worker_load_finish (HEED_ENGINE_WORKER (source), result, &error);

  /* Another one was asked for since. */
  if (g_task_get_cancellable (G_TASK (result)) != self->opening)
    return;

  g_clear_object (&self->opening);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_OPENING]);

  if (model == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_OPEN_FAILED], 0, path, error);
      return;
    }

  g_clear_pointer (&self->model, heed_model_unref);
  self->model = g_steal_pointer (&model);
  g_free (self->model_path);
  self->model_path = g_strdup (path);
  heed_changes_forget (self->changes);
  view_model (self);

  g_signal_emit (self, signals[SIGNAL_MODEL_CHANGED], 0);
  decode (self);
}

/**
 * heed_document_open:
 * @path: a model's file or folder
 *
 * Opens a model in the background. If it cannot be opened, the one in use
 * stays, and #HeedDocument::open-failed says why. Of two calls in a row only
 * the later one counts.
 */
void
heed_document_open (HeedDocument *self,
                    const char   *path)
{
  heed_document_open_as (self, path, NULL);
}

/**
 * heed_document_open_as:
 * @description: (nullable): which of the models that the weights fit, as of
 *   heed_model_load_as()
 */
void
heed_document_open_as (HeedDocument *self,
                       const char   *path,
                       const char   *description)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (path != NULL);

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);

  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  heed_engine_worker_load_async (self->worker, path, description, self->opening, opened_cb,
                                 g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_OPENING]);
}

gboolean
heed_document_get_is_opening (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), FALSE);

  return self->opening != NULL;
}

/**
 * heed_document_get_model:
 *
 * Returns: (transfer none) (nullable): the model in use
 */
HeedModel *
heed_document_get_model (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return self->model;
}

/**
 * heed_document_get_model_path:
 *
 * Returns: (nullable): where the model in use came from
 */
const char *
heed_document_get_model_path (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return self->model_path;
}

/**
 * heed_document_has_attention:
 *
 * Returns: whether there is a model and it looks at anything
 */
gboolean
heed_document_has_attention (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), FALSE);

  return self->model != NULL && heed_model_get_info (self->model)->score != HEED_SCORE_NONE;
}

const char *
heed_document_get_text (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return self->text;
}

/**
 * heed_document_set_text:
 * @text: the sentence, as typed
 *
 * Starts over with another sentence; hidden and chosen tokens are forgotten.
 */
void
heed_document_set_text (HeedDocument *self,
                        const char   *text)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (self->text, text))
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  heed_changes_forget (self->changes);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  decode (self);
}

gboolean
heed_document_get_hidden (HeedDocument *self,
                          guint         position)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), FALSE);

  return heed_changes_is_hidden (self->changes, position);
}

/**
 * heed_document_set_hidden:
 * @position: 0 <= position < S
 * @is_hidden: whether the decoder may not look there
 *
 * Translates the same sentence again, with that token hidden or shown. Chosen
 * tokens stay chosen.
 */
void
heed_document_set_hidden (HeedDocument *self,
                          guint         position,
                          gboolean      is_hidden)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (position < heed_translation_get_n_source (self->translation));

  if (heed_changes_is_hidden (self->changes, position) == !!is_hidden ||
      !heed_document_has_attention (self))
    return;

  if (is_hidden)
    heed_changes_hide (self->changes, position);
  else
    heed_changes_show (self->changes, position);

  decode (self);
}

HeedDocumentState
heed_document_get_state (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), HEED_DOCUMENT_EMPTY);

  return self->state;
}

/**
 * heed_document_get_translation:
 *
 * Returns: (transfer none): the sentence as the model reads it, and the steps
 *   so far; as it is until the next #HeedDocument::steps-changed
 */
const HeedTranslation *
heed_document_get_translation (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return self->translation;
}

/**
 * heed_document_get_view:
 *
 * Returns: (transfer none): where in the translation the person is
 */
HeedDocumentView *
heed_document_get_view (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return self->view;
}

/**
 * heed_document_get_n_steps:
 *
 * Returns: T so far
 */
guint
heed_document_get_n_steps (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), 0);

  return self->translation->steps->len;
}

/**
 * heed_document_choose:
 * @position: an existing step
 * @token_id: one of the target vocabulary
 *
 * Translates again from that step, taking this token there. Choosing the one
 * that the model finds most probable is taking no choice, so it leads back to
 * the free translation. Choices further on are forgotten.
 */
void
heed_document_choose (HeedDocument *self,
                      guint         position,
                      guint32       token_id)
{
  const HeedStep *step;

  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (position < self->translation->steps->len);

  step = heed_translation_get_step (self->translation, position);

  if (step->n_candidates > 0 && step->candidates[0].token.id == token_id)
    heed_changes_forget_from (self->changes, position);
  else
    heed_changes_choose (self->changes, position, token_id);

  heed_document_view_select (self->view, (int) position,
                             heed_document_view_get_column (self->view));
  decode (self);
}

static void
heed_document_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  HeedDocument *self = HEED_DOCUMENT (object);

  switch (property_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_IS_OPENING:
      g_value_set_boolean (value, self->opening != NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_document_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  HeedDocument *self = HEED_DOCUMENT (object);

  switch (property_id)
    {
    case PROP_TEXT:
      heed_document_set_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_document_dispose (GObject *object)
{
  HeedDocument *self = HEED_DOCUMENT (object);

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);

  g_clear_object (&self->opening);
  g_clear_pointer (&self->decoder, heed_decoder_free);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (heed_document_parent_class)->dispose (object);
}

static void
heed_document_finalize (GObject *object)
{
  HeedDocument *self = HEED_DOCUMENT (object);

  heed_translation_free (self->translation);
  heed_changes_free (self->changes);
  g_object_unref (self->view);
  g_clear_pointer (&self->model, heed_model_unref);
  g_free (self->model_path);
  g_free (self->text);

  G_OBJECT_CLASS (heed_document_parent_class)->finalize (object);
}

static void
heed_document_class_init (HeedDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_document_dispose;
  object_class->finalize = heed_document_finalize;
  object_class->get_property = heed_document_get_property;
  object_class->set_property = heed_document_set_property;

  /**
   * HeedDocument:text:
   *
   * The sentence as typed.
   */
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeedDocument:state:
   *
   * How far the translation is.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, HEED_TYPE_DOCUMENT_STATE, HEED_DOCUMENT_EMPTY,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeedDocument:is-opening:
   *
   * Whether a model is being read.
   */
  properties[PROP_IS_OPENING] =
    g_param_spec_boolean ("is-opening", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedDocument::model-changed:
   *
   * Another model is in use. The old translation is still shown.
   */
  signals[SIGNAL_MODEL_CHANGED] =
    g_signal_new ("model-changed", HEED_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * HeedDocument::open-failed:
   * @path: what could not be opened
   * @error: why
   */
  signals[SIGNAL_OPEN_FAILED] =
    g_signal_new ("open-failed", HEED_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);

  /**
   * HeedDocument::steps-changed:
   *
   * The sentence's tokens, or the steps of its translation, are others.
   */
  signals[SIGNAL_STEPS_CHANGED] =
    g_signal_new ("steps-changed", HEED_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
heed_document_init (HeedDocument *self)
{
  self->text = g_strdup ("");
  self->changes = heed_changes_new ();
  self->translation = heed_translation_new ();
  self->view = heed_document_view_new ();
  g_signal_connect_swapped (self->view, "notify::site", G_CALLBACK (site_changed_cb), self);
}

/**
 * heed_document_new:
 * @worker: whose thread to use
 *
 * Returns: (transfer full): a document without model or sentence
 */
HeedDocument *
heed_document_new (HeedEngineWorker *worker)
{
  HeedDocument *self;

  g_return_val_if_fail (HEED_IS_ENGINE_WORKER (worker), NULL);

  self = g_object_new (HEED_TYPE_DOCUMENT, NULL);
  self->worker = g_object_ref (worker);
  self->decoder = heed_decoder_new (worker, news_cb, self);

  return self;
}
