/* document.c — the model, sentence and translation that the user is looking at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The document is the only connection between the pages: they change it and watch
 * it, and do not know each other. It has no widgets and can be tested without a
 * display.
 *
 * The old translation stays visible until the engine delivers a newer one, so that
 * the window does not flicker while the user types.
 *
 * Operations on it are in separate files: document-opening.c, document-changes.c,
 * document-decoding.c and document-explanation.c. They depend on this file, and this
 * file does not depend on them.
 */

#include "app/window/document/document.h"

#include "app/core/files/text.h"
#include "app/window/document/document-private.h"

enum {
  PROP_0,
  PROP_TEXT,
  PROP_STATE,
  PROP_IS_OPENING,
  PROP_SHOWS_BEFORE,
  PROP_DECODING,
  N_PROPS
};

enum {
  SIGNAL_MODEL_CHANGED,
  SIGNAL_OPEN_FAILED,
  SIGNAL_STEPS_CHANGED,
  SIGNAL_ARITHMETIC_CHANGED,
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

/**
 * heed_document_show_translation:
 *
 * Updates the view and emits #HeedDocument::steps-changed; to be called after every
 * change of the displayed translation.
 */
void
heed_document_show_translation (HeedDocument *self)
{
  const HeedTranslation *shown = heed_shown_translation_get (&self->shown);

  heed_weight_explanation_outdate (self->explanation);
  heed_document_view_set_extent (self->view, shown->site.kind,
                                 heed_translation_get_n_source (shown), shown->steps->len);
  g_signal_emit (self, signals[SIGNAL_STEPS_CHANGED], 0);
}

static void
news_cb (HeedTranslation *news,
         gpointer         user_data)
{
  HeedDocument *self = user_data;
  const HeedTranslation *translation = self->shown.changed;

  heed_shown_translation_absorb (&self->shown, news, heed_document_view_get_site (self->view));
  heed_document_show_translation (self);

  if (translation->is_whole)
    set_state (self, translation->error != NULL ? HEED_DOCUMENT_FAILED : HEED_DOCUMENT_FINISHED);
}

static void
explained_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_ARITHMETIC_CHANGED], 0);
}

/**
 * heed_document_make_wish:
 *
 * Returns: a request from the present members, which it borrows; valid until one of
 *   them changes
 */
HeedDecoderWish
heed_document_make_wish (HeedDocument *self)
{
  return (HeedDecoderWish) { self->model, self->text, self->changes, &self->decoding,
                             heed_document_view_get_site (self->view) };
}

/**
 * heed_document_decode:
 *
 * Sends the request of heed_document_make_wish(); the results arrive in news_cb().
 */
void
heed_document_decode (HeedDocument *self)
{
  HeedDecoderWish wish;

  heed_document_view_release (self->view);

  if (self->model == NULL || heed_text_is_blank (self->text))
    {
      heed_decoder_stop (self->decoder);
      heed_shown_translation_forget (&self->shown);
      heed_document_show_translation (self);
      set_state (self, HEED_DOCUMENT_EMPTY);
      return;
    }

  wish = heed_document_make_wish (self);
  heed_decoder_decode (self->decoder, &wish);
  set_state (self, HEED_DOCUMENT_DECODING);
}

static void
changes_changed_cb (HeedDocument *self)
{
  g_autoptr(HeedChanges) before = self->changes;
  HeedDecoderWish wish;

  self->changes = heed_change_list_dup_changes (self->list);
  wish = heed_document_make_wish (self);
  if (heed_changes_are_none (before) && !heed_changes_are_none (self->changes))
    heed_shown_translation_keep_free (&self->shown, self->state == HEED_DOCUMENT_FINISHED, &wish);

  if (!heed_changes_replace_same (before, self->changes) ||
      !heed_changes_hide_same (before, self->changes) ||
      !heed_changes_sentence_same (before, self->changes) ||
      heed_changes_find_parting (before, self->changes) != G_MAXUINT)
    heed_document_decode (self);

  if (heed_changes_are_none (self->changes))
    heed_document_set_shows_before (self, FALSE);
}

/* Drops all changes, for another sentence or model; the caller has to call decode_anew(). */
static void
forget_changes (HeedDocument *self)
{
  g_signal_handlers_block_by_func (self->list, changes_changed_cb, self);
  heed_change_list_forget (self->list);
  g_signal_handlers_unblock_by_func (self->list, changes_changed_cb, self);

  heed_changes_forget (self->changes);
  heed_free_translation_forget (self->shown.free);
}

/* Decodes another sentence or with another model. There is nothing before its changes yet. */
static void
decode_anew (HeedDocument *self)
{
  heed_document_decode (self);
  heed_document_set_shows_before (self, FALSE);
}

/* The steps contain all their attentions; those of the encoder must be requested. */
static void
site_changed_cb (HeedDocument *self)
{
  HeedAttentionSite site = heed_document_view_get_site (self->view);
  HeedDecoderWish wish = heed_document_make_wish (self);

  if (!heed_changes_are_none (self->changes) &&
      !heed_free_translation_look (self->shown.free, site))
    heed_free_translation_ask (self->shown.free, &wish);

  if (site.kind == HEED_ATTENTION_ENCODER_SELF)
    {
      if (self->state != HEED_DOCUMENT_EMPTY)
        heed_decoder_decode (self->decoder, &wish);
      return;
    }

  self->shown.changed->site = site;
  heed_document_show_translation (self);
}

/* The steps and the delivered encoder attentions contain all heads, so nothing is requested. */
static void
heads_changed_cb (HeedDocument *self)
{
  heed_shown_translation_set_heads (&self->shown, heed_document_view_get_heads (self->view));
  heed_document_show_translation (self);
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

  /* No attention is requested for the new site, because the sentence is decoded again anyway. */
  g_signal_handlers_block_by_func (self->view, site_changed_cb, self);
  heed_document_view_set_model (self->view, self->model_path, ranges);
  g_signal_handlers_unblock_by_func (self->view, site_changed_cb, self);
}

/**
 * heed_document_take_model:
 * @model: (transfer full): the new model in use
 * @path: its file or folder; copied
 *
 * The sentence is kept and translated by the new model; the changes are dropped.
 */
void
heed_document_take_model (HeedDocument *self,
                          HeedModel    *model,
                          const char   *path)
{
  g_clear_pointer (&self->model, heed_model_unref);
  self->model = model;
  g_free (self->model_path);
  self->model_path = g_strdup (path);
  forget_changes (self);
  heed_weight_explanation_clear (self->explanation);
  view_model (self);

  g_signal_emit (self, signals[SIGNAL_MODEL_CHANGED], 0);
  decode_anew (self);
}

/**
 * heed_document_get_worker:
 *
 * Returns: (transfer none): the worker whose thread decodes, for other engine work
 */
HeedEngineWorker *
heed_document_get_worker (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return self->worker;
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
 * Returns: (nullable): the file or folder of the model in use
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
 * Returns: whether there is a model and it has attention
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
 * Starts over with another sentence; all changes are dropped.
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
  forget_changes (self);

  /* Must precede the notification: no handler may see the state of the old sentence. */
  decode_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
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
 * Returns: (transfer none): the displayed translation: the source tokens and the steps
 *   so far; valid until the next #HeedDocument::steps-changed
 */
const HeedTranslation *
heed_document_get_translation (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return heed_shown_translation_get (&self->shown);
}

/**
 * heed_document_get_changes:
 *
 * The translation follows all changes of the list; setting another sentence empties
 * it.
 *
 * Returns: (transfer none): the user's changes
 */
HeedChangeList *
heed_document_get_changes (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return self->list;
}

/**
 * heed_document_get_free_translation:
 *
 * Returns: (transfer none) (nullable): the translation without changes; %NULL if there
 *   are no changes, or it is not known yet
 */
const HeedTranslation *
heed_document_get_free_translation (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return heed_changes_are_none (self->changes)
         ? NULL : heed_free_translation_get (self->shown.free);
}

gboolean
heed_document_get_shows_before (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), FALSE);

  return self->shown.is_before;
}

/**
 * heed_document_set_shows_before:
 * @shows_before: whether to display the free translation instead of the changed one
 *
 * Nothing is decoded, and no state is lost. Without changes, there is no other
 * translation to display; it ends with the last change, another sentence or model.
 */
void
heed_document_set_shows_before (HeedDocument *self,
                                gboolean      shows_before)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));

  shows_before = shows_before && !heed_changes_are_none (self->changes);
  if (self->shown.is_before == shows_before)
    return;

  self->shown.is_before = shows_before;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_BEFORE]);
  heed_document_show_translation (self);
}

/**
 * heed_document_open_questions:
 * @kind: the kind of the questions; must stay valid for ever
 * @callback: called with each answer, on the main thread
 *
 * Questions are about the decoded sentence: once another request is decoded, earlier
 * questions are not answered.
 *
 * Returns: (transfer full): for heed_questions_ask()
 */
HeedQuestions *
heed_document_open_questions (HeedDocument           *self,
                              const HeedQuestionKind *kind,
                              HeedAnswerFunc          callback,
                              gpointer                user_data)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return heed_questions_new (self->worker, heed_decoder_get_ground (self->decoder), kind, callback,
                             user_data);
}

/**
 * heed_document_get_view:
 *
 * Returns: (transfer none): the displayed attention and the selection
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

  return heed_shown_translation_get (&self->shown)->steps->len;
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

    case PROP_SHOWS_BEFORE:
      g_value_set_boolean (value, self->shown.is_before);
      break;

    case PROP_DECODING:
      g_value_set_pointer (value, &self->decoding);
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
  g_clear_pointer (&self->explanation, heed_weight_explanation_free);
  g_clear_pointer (&self->decoder, heed_decoder_free);
  g_clear_pointer (&self->shown.free, heed_free_translation_free);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (heed_document_parent_class)->dispose (object);
}

static void
heed_document_finalize (GObject *object)
{
  HeedDocument *self = HEED_DOCUMENT (object);

  heed_shown_translation_clear (&self->shown);
  heed_changes_free (self->changes);
  g_object_unref (self->list);
  g_object_unref (self->view);
  g_clear_pointer (&self->model, heed_model_unref);
  g_free (self->model_path);
  g_free (self->model_description);
  g_free (self->opening_description);
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
   * The state of the translation.
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

  /**
   * HeedDocument:shows-before:
   *
   * Whether the translation is shown as it was before any change.
   */
  properties[PROP_SHOWS_BEFORE] =
    g_param_spec_boolean ("shows-before", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeedDocument:decoding:
   *
   * How tokens are chosen, a #HeedDecoding.
   */
  properties[PROP_DECODING] =
    g_param_spec_pointer ("decoding", NULL, NULL,
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
   * @path: the file or folder that could not be opened
   * @error: the reason
   */
  signals[SIGNAL_OPEN_FAILED] =
    g_signal_new ("open-failed", HEED_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);

  /**
   * HeedDocument::steps-changed:
   *
   * The tokens of the sentence, or the steps of its translation, changed.
   */
  signals[SIGNAL_STEPS_CHANGED] =
    g_signal_new ("steps-changed", HEED_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * HeedDocument::arithmetic-changed:
   *
   * The answer to heed_document_explain() has arrived, or the old one was dropped.
   */
  signals[SIGNAL_ARITHMETIC_CHANGED] =
    g_signal_new ("arithmetic-changed", HEED_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
heed_document_init (HeedDocument *self)
{
  self->text = g_strdup ("");
  self->list = heed_change_list_new ();
  self->changes = heed_changes_new ();
  self->decoding = HEED_DECODING_DEFAULT;
  heed_shown_translation_init (&self->shown);
  self->view = heed_document_view_new ();
  g_signal_connect_swapped (self->view, "notify::site", G_CALLBACK (site_changed_cb), self);
  g_signal_connect_swapped (self->view, "notify::heads", G_CALLBACK (heads_changed_cb), self);
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (changes_changed_cb), self);
}

/**
 * heed_document_new:
 * @worker: the worker whose thread decodes
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
  self->explanation = heed_weight_explanation_new (worker, self->decoder, explained_cb, self);
  self->shown.free =
    heed_free_translation_new (worker, (HeedFreeTranslationFunc) heed_document_show_translation,
                               self);

  return self;
}
