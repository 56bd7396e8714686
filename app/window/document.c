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
#include "app/window/free-translation.h"
#include "ui/token-label.h"

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
  HeedChangeList    *list;       /* what the person changed */
  HeedChanges       *changes;    /* what of it is switched on */

  HeedDecoding       decoding;

  HeedDocumentState  state;
  HeedTranslation   *translation;
  const HeedBeamNode *branch;    /* of its tree, where its steps end; NULL: the best one */
  HeedFreeTranslation *free;     /* without what is changed; known once something is */
  gboolean           shows_before;
  HeedDocumentView  *view;

  HeedArithmetic    *arithmetic;    /* the newest that came, or NULL */
  gboolean           has_asked;     /* for that of asked_row and asked_key, as it now is */
  guint              asked_row;
  guint              asked_key;
};

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

static const HeedTranslation *
get_shown (HeedDocument *self)
{
  const HeedTranslation *before =
    self->shows_before ? heed_document_get_free_translation (self) : NULL;

  return before != NULL ? before : self->translation;
}

/* After anything that changes the translation. */
static void
show_translation (HeedDocument *self)
{
  const HeedTranslation *shown = get_shown (self);

  self->has_asked = FALSE;
  heed_document_view_set_extent (self->view, shown->site.kind,
                                 heed_translation_get_n_source (shown), shown->steps->len);
  g_signal_emit (self, signals[SIGNAL_STEPS_CHANGED], 0);
}

static void
news_cb (HeedTranslation *news,
         gpointer         user_data)
{
  HeedDocument *self = user_data;
  HeedAttentionSite site = heed_document_view_get_site (self->view);

  self->branch = NULL;
  heed_translation_absorb (self->translation, news);

  /* Only what the encoder says comes with the news; the rest is in the steps. */
  if (site.kind != HEED_ATTENTION_ENCODER_SELF)
    self->translation->site = site;

  show_translation (self);

  if (self->translation->is_whole)
    set_state (self,
               self->translation->error != NULL ? HEED_DOCUMENT_FAILED : HEED_DOCUMENT_FINISHED);
}

static void
take_arithmetic (HeedDocument   *self,
                 HeedArithmetic *arithmetic)
{
  g_clear_pointer (&self->arithmetic, heed_arithmetic_unref);
  self->arithmetic = arithmetic;
  g_signal_emit (self, signals[SIGNAL_ARITHMETIC_CHANGED], 0);
}

static void
arithmetic_cb (HeedArithmetic *arithmetic,
               gpointer        user_data)
{
  take_arithmetic (user_data, heed_arithmetic_ref (arithmetic));
}

static HeedDecoderWish
make_wish (HeedDocument *self)
{
  return (HeedDecoderWish) { self->model, self->text, self->changes, &self->decoding,
                             heed_document_view_get_site (self->view) };
}

/* Asks for what the fields now say; the answers come to news_cb(). */
static void
decode (HeedDocument *self)
{
  HeedDecoderWish wish;

  heed_document_view_release (self->view);

  if (self->model == NULL || heed_text_is_blank (self->text))
    {
      heed_decoder_stop (self->decoder);
      self->branch = NULL;
      heed_translation_forget (self->translation);
      show_translation (self);
      set_state (self, HEED_DOCUMENT_EMPTY);
      return;
    }

  wish = make_wish (self);
  heed_decoder_decode (self->decoder, &wish);
  set_state (self, HEED_DOCUMENT_DECODING);
}

/* Before something is changed, what there is is kept. */
static void
keep_free_translation (HeedDocument *self)
{
  HeedDecoderWish wish = make_wish (self);

  if (self->state == HEED_DOCUMENT_FINISHED && self->branch == NULL)
    heed_free_translation_keep (self->free, self->translation);
  else if (self->model != NULL && !heed_text_is_blank (self->text))
    heed_free_translation_ask (self->free, &wish);
}

static void
changes_changed_cb (HeedDocument *self)
{
  g_autoptr(HeedChanges) before = self->changes;

  self->changes = heed_change_list_dup_changes (self->list);
  if (heed_changes_are_none (before) && !heed_changes_are_none (self->changes))
    keep_free_translation (self);

  if (!heed_changes_hide_same (before, self->changes) ||
      !heed_changes_sentence_same (before, self->changes) ||
      heed_changes_find_parting (before, self->changes) != G_MAXUINT)
    decode (self);
}

/* Of another sentence or model nothing is kept; whoever calls decodes anew. */
static void
forget_changes (HeedDocument *self)
{
  g_signal_handlers_block_by_func (self->list, changes_changed_cb, self);
  heed_change_list_forget (self->list);
  g_signal_handlers_unblock_by_func (self->list, changes_changed_cb, self);

  heed_changes_forget (self->changes);
  heed_free_translation_forget (self->free);
}

/* The steps have all their attentions in them, the encoder's must be fetched. */
static void
site_changed_cb (HeedDocument *self)
{
  HeedAttentionSite site = heed_document_view_get_site (self->view);
  HeedDecoderWish wish = make_wish (self);

  if (!heed_changes_are_none (self->changes) && !heed_free_translation_look (self->free, site))
    heed_free_translation_ask (self->free, &wish);

  if (site.kind == HEED_ATTENTION_ENCODER_SELF)
    {
      if (self->state != HEED_DOCUMENT_EMPTY)
        heed_decoder_decode (self->decoder, &wish);
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
  forget_changes (self);
  take_arithmetic (self, NULL);
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
 * heed_document_get_worker:
 *
 * Returns: (transfer none): whose thread is used, for whoever asks the engine more
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
  forget_changes (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  decode (self);
}

gboolean
heed_document_get_hidden (HeedDocument *self,
                          guint         position)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), FALSE);

  return get_shown (self) == self->translation && heed_changes_is_hidden (self->changes, position);
}

static int
find_hidden (HeedDocument *self,
             guint         position)
{
  for (guint i = 0; i < heed_change_list_get_n (self->list); i++)
    {
      const HeedChange *change = heed_change_list_get (self->list, i);

      if (change->kind == HEED_CHANGE_HIDDEN && change->position == (int) position)
        return (int) i;
    }

  return -1;
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
    {
      const HeedToken *token = &self->translation->source->tokens[position];
      g_autofree char *label = heed_token_label_new (token);
      const HeedChange hidden = { .kind = HEED_CHANGE_HIDDEN, .is_on = TRUE,
                                  .position = (int) position, .label = label };

      heed_change_list_put (self->list, heed_change_new (&hidden));
    }
  else
    {
      heed_change_list_remove (self->list, (guint) find_hidden (self, position));
    }
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

  return get_shown (self);
}

const HeedDecoding *
heed_document_get_decoding (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return &self->decoding;
}

/**
 * heed_document_set_decoding:
 * @decoding: how to choose tokens from now on; copied
 *
 * Translates the sentence again if that is another way. Changes stay.
 */
void
heed_document_set_decoding (HeedDocument       *self,
                            const HeedDecoding *decoding)
{
  gboolean is_same;
  HeedDecoderWish wish;

  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (decoding != NULL);

  is_same = heed_decoding_is_same (&self->decoding, decoding);
  self->decoding = *decoding;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DECODING]);
  if (is_same)
    return;

  wish = make_wish (self);
  if (!heed_changes_are_none (self->changes) && self->state != HEED_DOCUMENT_EMPTY)
    heed_free_translation_ask (self->free, &wish);

  decode (self);
}

/**
 * heed_document_get_branch:
 *
 * Returns: (transfer none) (nullable): the last node of the hypothesis that is
 *   shown; %NULL: the best one, or there was no beam
 */
const HeedBeamNode *
heed_document_get_branch (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return self->branch;
}

/**
 * heed_document_show_branch:
 * @node: of the translation's tree; not its root
 *
 * Shows the steps that lead there as the translation, with all that they looked
 * at. Nothing is decoded.
 */
void
heed_document_show_branch (HeedDocument       *self,
                           const HeedBeamNode *node)
{
  GPtrArray *steps;
  guint position;

  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (node != NULL && node->step != NULL);

  steps = self->translation->steps;
  position = node->step->position;
  g_ptr_array_set_size (steps, (int) position + 1);

  for (const HeedBeamNode *at = node; at->step != NULL; at = at->parent)
    {
      HeedStep **place = (HeedStep **) &g_ptr_array_index (steps, at->step->position);

      if (*place != NULL)
        heed_step_unref (*place);
      *place = heed_step_ref ((HeedStep *) at->step);
    }

  self->branch = node;
  show_translation (self);
}

/**
 * heed_document_take_branch:
 * @node: of the translation's tree; not its root
 *
 * Forces the tokens that lead there, a change like others; the rest is decoded
 * from there on.
 */
void
heed_document_take_branch (HeedDocument       *self,
                           const HeedBeamNode *node)
{
  g_autofree guint32 *ids = NULL;
  g_autofree char *text = NULL;
  HeedChange change = { .kind = HEED_CHANGE_PREFIX, .is_on = TRUE };

  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (node != NULL && node->step != NULL);

  change.n_ids = node->step->position + 1;
  ids = g_new0 (guint32, change.n_ids);
  for (guint t = 0; t < MIN (change.n_ids, self->translation->steps->len); t++)
    ids[t] = heed_translation_get_step (self->translation, t)->token.id;
  for (const HeedBeamNode *at = node; at->step != NULL; at = at->parent)
    ids[at->step->position] = at->token.id;

  text = heed_model_decode_target (self->model, ids, change.n_ids);
  change.ids = ids;
  change.label = text;
  change.is_whole = node->fate == HEED_BEAM_FINISHED;
  heed_change_list_put (self->list, heed_change_new (&change));
}

/**
 * heed_document_get_changes:
 *
 * The translation follows whatever happens to the list; another sentence empties
 * it.
 *
 * Returns: (transfer none): what the person changed
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
 * Returns: (transfer none) (nullable): what the translation would be without
 *   changes; %NULL if there are none, or it is not known yet
 */
const HeedTranslation *
heed_document_get_free_translation (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return heed_changes_are_none (self->changes) ? NULL : heed_free_translation_get (self->free);
}

gboolean
heed_document_get_shows_before (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), FALSE);

  return self->shows_before;
}

/**
 * heed_document_set_shows_before:
 * @shows_before: whether the free translation stands where the other one does
 *
 * Nothing is decoded for it, and nothing lost.
 */
void
heed_document_set_shows_before (HeedDocument *self,
                                gboolean      shows_before)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));

  if (self->shows_before == !!shows_before)
    return;

  self->shows_before = !!shows_before;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_BEFORE]);
  show_translation (self);
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

  return get_shown (self)->steps->len;
}

/* As the person read it: a candidate of that step, or any token of the model. */
static char *
dup_label (HeedDocument   *self,
           const HeedStep *step,
           guint32         token_id)
{
  HeedToken token;

  for (guint i = 0; i < step->n_candidates; i++)
    if (step->candidates[i].token.id == token_id)
      return heed_token_label_new (&step->candidates[i].token);

  token = heed_model_get_target_token (self->model, token_id);

  return heed_token_label_new (&token);
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

  heed_document_view_select (self->view, (int) position,
                             heed_document_view_get_column (self->view));

  if (step->n_candidates > 0 && step->candidates[0].token.id == token_id)
    {
      heed_change_list_unchoose (self->list, position);
    }
  else
    {
      g_autofree char *label = dup_label (self, step, token_id);
      const HeedChange token = { .kind = HEED_CHANGE_TOKEN, .is_on = TRUE,
                                 .position = (int) position, .token_id = token_id,
                                 .label = label };

      heed_change_list_choose (self->list, heed_change_new (&token));
    }
}

/* Of the translation that is shown, whatever chose its tokens. */
static void
ask_for_weight (HeedDocument *self,
                guint         row,
                guint         key)
{
  HeedAttentionSite site = self->translation->site;
  guint n_tokens = site.kind == HEED_ATTENTION_ENCODER_SELF ? 0 : row + 1;
  g_autofree guint32 *tokens = g_new0 (guint32, MAX (n_tokens, 1));

  if (n_tokens > self->translation->steps->len)
    return;

  for (guint t = 0; t < n_tokens; t++)
    tokens[t] = heed_translation_get_step (self->translation, t)->token.id;

  heed_decoder_ask (self->decoder, &(HeedWeightAsked) { row, site, key, tokens, n_tokens });
}

/**
 * heed_document_explain:
 * @row: an existing row of the attention that is looked at
 * @key: what it looks at
 *
 * Asks how that weight came about; #HeedDocument::arithmetic-changed says when it is
 * known. Asking again for the same costs nothing. While steps are still coming
 * nothing is asked, since they would have to wait, nor of what was there before.
 */
void
heed_document_explain (HeedDocument *self,
                       guint         row,
                       guint         key)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));

  if (self->state != HEED_DOCUMENT_FINISHED || get_shown (self) != self->translation ||
      (self->has_asked && self->asked_row == row && self->asked_key == key))
    return;

  self->has_asked = TRUE;
  self->asked_row = row;
  self->asked_key = key;
  ask_for_weight (self, row, key);
}

/**
 * heed_document_get_arithmetic:
 *
 * Returns: (transfer none) (nullable): the newest that came; what it is about is in it
 */
HeedArithmetic *
heed_document_get_arithmetic (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return self->arithmetic;
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
      g_value_set_boolean (value, self->shows_before);
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
  g_clear_pointer (&self->decoder, heed_decoder_free);
  g_clear_pointer (&self->free, heed_free_translation_free);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (heed_document_parent_class)->dispose (object);
}

static void
heed_document_finalize (GObject *object)
{
  HeedDocument *self = HEED_DOCUMENT (object);

  heed_translation_free (self->translation);
  heed_changes_free (self->changes);
  g_object_unref (self->list);
  g_object_unref (self->view);
  g_clear_pointer (&self->arithmetic, heed_arithmetic_unref);
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

  /**
   * HeedDocument::arithmetic-changed:
   *
   * What heed_document_explain() asked for has come, or there is none any more.
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
  self->translation = heed_translation_new ();
  self->view = heed_document_view_new ();
  g_signal_connect_swapped (self->view, "notify::site", G_CALLBACK (site_changed_cb), self);
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (changes_changed_cb), self);
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
  heed_decoder_set_arithmetic_func (self->decoder, arithmetic_cb);
  self->free = heed_free_translation_new (worker, (HeedFreeTranslationFunc) show_translation,
                                          self);

  return self;
}
