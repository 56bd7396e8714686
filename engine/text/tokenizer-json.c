/* tokenizer-json.c — reading a tokenizer.json of Hugging Face's tokenizers library
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     added_tokens     matched in a text first, each one token (added-tokens.c)
 *     normalizer       rewrites the text between them (normalizer.c)
 *     pre_tokenizer    splits it into words (pre-tokenizer.c)
 *     model            converts words to ids (subword-model.c)
 *     post_processor   adds tokens at both ends
 *     decoder          converts tokens to text again (decoder-steps.c)
 *
 * truncation and padding are ignored: transformers sets them anew for every text. Any
 * other unknown member is refused with an error that names it.
 *
 * Source: https://github.com/huggingface/tokenizers, tokenizers/src/tokenizer
 */

#include "engine/text/tokenizer-json.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/heed.h"
#include "engine/text/added-tokens.h"
#include "engine/text/byte-level.h"
#include "engine/text/decoder-steps.h"
#include "engine/text/normalizer.h"
#include "engine/text/pre-tokenizer.h"
#include "engine/text/step-list.h"
#include "engine/text/subword-model.h"

#define FILE_NAME "tokenizer.json"
#define MAX_IDS   (1 << 22)
#define WORD_MARK "▁"

struct _HeedTokenizerJson
{
  HeedNormalizer   *normalizer;
  HeedPreTokenizer *pre_tokenizer;
  HeedSubwordModel *model;
  HeedDecoderSteps *decoder;
  HeedAddedTokens  *added;         /* matched in the text as written */
  HeedAddedTokens  *added_later;   /* matched in the normalised text */
  GPtrArray        *words;         /* of char *, one per id; NULL for unused ids */
  gboolean          is_byte_level;
  guint32           begin;
  guint32           end;
};

/* --- Words ------------------------------------------------------------------ */

static void
set_word (HeedTokenizerJson *self,
          guint32            id,
          const char        *text)
{
  if (id >= self->words->len)
    g_ptr_array_set_size (self->words, (int) id + 1);

  g_free (self->words->pdata[id]);
  self->words->pdata[id] = g_strdup (text);
}

static void
collect_words (HeedTokenizerJson *self)
{
  GHashTableIter iter;
  gpointer text, id;

  g_hash_table_iter_init (&iter, heed_subword_model_get_ids (self->model));
  while (g_hash_table_iter_next (&iter, &text, &id))
    set_word (self, GPOINTER_TO_UINT (id) - 1, text);
}

/* --- Added tokens ----------------------------------------------------------- */

typedef struct {
  GArray    *tokens;  /* of HeedAddedToken */
  GPtrArray *texts;
} AddedList;

static AddedList
new_list (void)
{
  return (AddedList) { g_array_new (FALSE, FALSE, sizeof (HeedAddedToken)),
                       g_ptr_array_new_with_free_func (g_free) };
}

static HeedAddedTokens *
end_list (AddedList *list)
{
  HeedAddedTokens *added =
    heed_added_tokens_new ((const HeedAddedToken *) (gpointer) list->tokens->data,
                           (const char *const *) list->texts->pdata, list->tokens->len);

  g_array_unref (list->tokens);
  g_ptr_array_unref (list->texts);

  return added;
}

static gboolean
read_added_token (HeedTokenizerJson  *self,
                  const HeedJson     *json,
                  AddedList          *lists,
                  gsize              *n_bytes_left,
                  GError            **error)
{
  HeedAddedToken token = { .id = HEED_NO_TOKEN };
  const char *text = NULL;
  char *normal;
  gboolean is_normalised = FALSE;
  guint id = HEED_NO_TOKEN;

  if (!heed_json_read_count (json, "id", 0, MAX_IDS, &id, error) ||
      !heed_json_read_text (json, "content", &text, error) ||
      !heed_json_read_boolean (json, "lstrip", &token.strips_before, error) ||
      !heed_json_read_boolean (json, "rstrip", &token.strips_after, error) ||
      !heed_json_read_boolean (json, "single_word", &token.is_word, error) ||
      !heed_json_read_boolean (json, "normalized", &is_normalised, error))
    return FALSE;

  if (text == NULL || id == HEED_NO_TOKEN)
    return heed_json_refuse (json, "a token with its id", error);

  normal = is_normalised ? heed_normalizer_apply (self->normalizer, text, n_bytes_left, error)
                         : g_strdup (text);
  if (normal == NULL)
    return FALSE;

  token.id = id;
  set_word (self, id, text);
  g_array_append_val (lists[is_normalised].tokens, token);
  g_ptr_array_add (lists[is_normalised].texts, normal);

  return TRUE;
}

static gboolean
read_added (HeedTokenizerJson  *self,
            const HeedJson     *json,
            GError            **error)
{
  AddedList lists[] = { new_list (), new_list () };
  const HeedJson *tokens = NULL;
  gboolean is_read = heed_json_read_list (json, "added_tokens", &tokens, error);
  gsize n_bytes_left = HEED_STEPS_MAX_BYTES;

  for (guint i = 0; is_read && i < heed_json_get_n (tokens); i++)
    is_read =
      read_added_token (self, heed_json_get_nth (tokens, i), lists, &n_bytes_left, error);

  self->added = end_list (&lists[FALSE]);
  self->added_later = end_list (&lists[TRUE]);

  return is_read;
}

/* --- Special tokens around a text ------------------------------------------- */

static gboolean
refuse_frame (const HeedJson  *json,
              GError         **error)
{
  const char *type = heed_json_get_text (heed_json_get_member (json, "type"));

  g_set_error (
    error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
    "post_processor: expected a text with at most one token before and one behind it, found %.40s",
    type != NULL ? type : "something else");

  return FALSE;
}

/* Reads the single id of "</s>" in special_tokens. */
static gboolean
read_special (const HeedJson *json,
              const HeedJson *special,
              guint32        *id)
{
  const char *name = heed_json_get_text (heed_json_get_member (special, "id"));
  const HeedJson *token =
    name != NULL ? heed_json_get_member (heed_json_get_member (json, "special_tokens"), name)
                 : NULL;
  const HeedJson *ids = heed_json_get_member (token, "ids");
  gint64 found;

  if (*id != HEED_NO_TOKEN || heed_json_get_n (ids) != 1 ||
      !heed_json_get_whole (heed_json_get_nth (ids, 0), &found) || found < 0 || found >= MAX_IDS)
    return FALSE;

  *id = (guint32) found;

  return TRUE;
}

static gboolean
read_template (HeedTokenizerJson  *self,
               const HeedJson     *json,
               GError            **error)
{
  const HeedJson *single = heed_json_get_member (json, "single");
  gboolean is_behind = FALSE;

  for (guint i = 0; i < heed_json_get_n (single); i++)
    {
      const HeedJson *piece = heed_json_get_nth (single, i);
      const HeedJson *special = heed_json_get_member (piece, "SpecialToken");

      if (special == NULL && !is_behind && heed_json_get_member (piece, "Sequence") != NULL)
        is_behind = TRUE;
      else if (special == NULL ||
               !read_special (json, special, is_behind ? &self->end : &self->begin))
        return refuse_frame (json, error);
    }

  return is_behind || refuse_frame (json, error);
}

/* Reads "sep": ["</s>", 2], "cls": ["<s>", 0]. */
static gboolean
read_pair (HeedTokenizerJson  *self,
           const HeedJson     *json,
           GError            **error)
{
  const HeedJson *cls = heed_json_get_member (json, "cls");
  const HeedJson *sep = heed_json_get_member (json, "sep");
  gint64 begin, end;

  if (heed_json_get_n (cls) != 2 || !heed_json_get_whole (heed_json_get_nth (cls, 1), &begin) ||
      heed_json_get_n (sep) != 2 || !heed_json_get_whole (heed_json_get_nth (sep, 1), &end) ||
      begin < 0 || begin >= MAX_IDS || end < 0 || end >= MAX_IDS)
    return refuse_frame (json, error);

  self->begin = (guint32) begin;
  self->end = (guint32) end;

  return TRUE;
}

static gboolean
read_frame (HeedTokenizerJson  *self,
            const HeedJson     *json,
            GError            **error)
{
  const char *type = heed_json_get_text (heed_json_get_member (json, "type"));
  const HeedJson *sequence = heed_json_get_member (json, "processors");

  if (heed_json_get_kind (json) == HEED_JSON_NULL || g_strcmp0 (type, "ByteLevel") == 0)
    return TRUE;

  if (g_strcmp0 (type, "TemplateProcessing") == 0)
    return read_template (self, json, error);

  if (g_strcmp0 (type, "RobertaProcessing") == 0 || g_strcmp0 (type, "BertProcessing") == 0)
    return read_pair (self, json, error);

  if (g_strcmp0 (type, "Sequence") != 0)
    return refuse_frame (json, error);

  for (guint i = 0; i < heed_json_get_n (sequence); i++)
    if (!read_frame (self, heed_json_get_nth (sequence, i), error))
      return FALSE;

  return TRUE;
}

void
heed_tokenizer_json_get_frame (HeedTokenizerJson *self,
                               guint32           *begin,
                               guint32           *end)
{
  *begin = self->begin;
  *end = self->end;
}

/* --- All of it -------------------------------------------------------------- */

static gboolean
has_type (const HeedJson *json,
          const char     *type,
          guint           depth)
{
  if (depth > 8)
    return FALSE;

  if (g_strcmp0 (heed_json_get_text (heed_json_get_member (json, "type")), type) == 0)
    return TRUE;

  for (guint i = 0; i < heed_json_get_n (json); i++)
    if (has_type (heed_json_get_nth (json, i), type, depth + 1))
      return TRUE;

  return FALSE;
}

static gboolean
read_parts (HeedTokenizerJson  *self,
            const HeedJson     *json,
            GError            **error)
{
  const HeedJson *model = NULL;

  if (!heed_json_read_object (json, "model", &model, error))
    return FALSE;

  if (model == NULL)
    return heed_json_refuse_field (json, "model", "an object", error);

  self->normalizer = heed_normalizer_new (heed_json_get_member (json, "normalizer"), error);
  if (self->normalizer == NULL)
    return FALSE;

  self->pre_tokenizer =
    heed_pre_tokenizer_new (heed_json_get_member (json, "pre_tokenizer"), error);
  if (self->pre_tokenizer == NULL)
    return FALSE;

  self->decoder = heed_decoder_steps_new (heed_json_get_member (json, "decoder"), error);
  if (self->decoder == NULL)
    return FALSE;

  self->model = heed_subword_model_new (model, error);
  if (self->model == NULL)
    return FALSE;

  collect_words (self);
  self->is_byte_level = has_type (heed_json_get_member (json, "pre_tokenizer"), "ByteLevel", 0) ||
                        has_type (heed_json_get_member (json, "normalizer"), "ByteLevel", 0);

  return read_added (self, json, error) &&
         read_frame (self, heed_json_get_member (json, "post_processor"), error);
}

/**
 * heed_tokenizer_json_new:
 * @file: not trusted
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names an unknown member or kind; those of parsing
 *   JSON
 *
 * Returns: (transfer full): the tokenizer
 */
HeedTokenizerJson *
heed_tokenizer_json_new (GBytes  *file,
                         GError **error)
{
  const HeedJsonLimits limits = { 16, 16 * 1000 * 1000 };
  g_autoptr(HeedTokenizerJson) self = g_new0 (HeedTokenizerJson, 1);
  g_autoptr(HeedJson) json = heed_json_parse_bytes (NULL, file, &limits, error);

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->begin = self->end = HEED_NO_TOKEN;
  if (json == NULL || !read_parts (self, json, error))
    {
      g_prefix_error (error, FILE_NAME ": ");
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
heed_tokenizer_json_free (HeedTokenizerJson *self)
{
  g_clear_pointer (&self->normalizer, heed_normalizer_free);
  g_clear_pointer (&self->pre_tokenizer, heed_pre_tokenizer_free);
  g_clear_pointer (&self->model, heed_subword_model_free);
  g_clear_pointer (&self->decoder, heed_decoder_steps_free);
  g_clear_pointer (&self->added, heed_added_tokens_free);
  g_clear_pointer (&self->added_later, heed_added_tokens_free);
  g_ptr_array_unref (self->words);
  g_free (self);
}

guint
heed_tokenizer_json_get_n (HeedTokenizerJson *self)
{
  return self->words->len;
}

/* Returns "▁the" for "Ġthe". */
static char *
name_byte_level (const char *text)
{
  g_autoptr(GBytes) bytes = heed_byte_level_parse (text);
  gsize n_bytes;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &n_bytes) : NULL;

  if (data == NULL || n_bytes == 0 || !g_utf8_validate_len (data, n_bytes, NULL) ||
      memchr (data, '\0', n_bytes) != NULL)
    return g_strdup (text);

  return data[0] == ' ' ? g_strdup_printf (WORD_MARK "%.*s", (int) n_bytes - 1, data + 1)
                        : g_strndup (data, n_bytes);
}

/* Returns "cat▁" for "cat</w>". */
static char *
name_ended (HeedTokenizerJson *self,
            const char        *text)
{
  const char *end = heed_subword_model_get_end (self->model);
  g_autofree char *bare = NULL;

  if (*end == '\0' || !g_str_has_suffix (text, end))
    return g_strdup (text);

  bare = g_strndup (text, strlen (text) - strlen (end));

  return g_strconcat (bare, WORD_MARK, NULL);
}

char **
heed_tokenizer_json_dup_words (HeedTokenizerJson *self)
{
  char **words = g_new0 (char *, self->words->len + 1);

  for (guint id = 0; id < self->words->len; id++)
    {
      const char *text = self->words->pdata[id];

      words[id] = text == NULL ? g_strdup_printf ("#%u", id)
                : self->is_byte_level && !heed_added_tokens_has (self->added, id) &&
                      !heed_added_tokens_has (self->added_later, id)
                  ? name_byte_level (text)
                  : name_ended (self, text);
    }

  return words;
}

/* --- Text and ids ----------------------------------------------------------- */

static gboolean
encode_words (HeedTokenizerJson  *self,
              const char         *text,
              gboolean            is_first,
              GArray             *ids,
              GPtrArray          *unknown,
              GError            **error)
{
  gsize n_bytes_left = HEED_STEPS_MAX_BYTES;
  g_autoptr(GPtrArray) words =
    heed_pre_tokenizer_apply (self->pre_tokenizer, text, is_first, &n_bytes_left, error);

  if (words == NULL)
    return FALSE;

  for (guint i = 0; i < words->len; i++)
    if (!heed_subword_model_encode (self->model, words->pdata[i], ids, unknown, error))
      return FALSE;

  return TRUE;
}

/* Matches the added tokens that apply to normalised text. */
static gboolean
encode_plain (HeedTokenizerJson  *self,
              const char         *text,
              gboolean            is_first,
              GArray             *ids,
              GPtrArray          *unknown,
              GError            **error)
{
  gsize n_bytes_left = HEED_STEPS_MAX_BYTES;
  g_autofree char *normal =
    heed_normalizer_apply (self->normalizer, text, &n_bytes_left, error);
  g_autoptr(GArray) stretches =
    normal != NULL ? heed_added_tokens_find (self->added_later, normal) : NULL;

  if (normal == NULL)
    return FALSE;

  for (guint i = 0; i < stretches->len; i++)
    {
      const HeedStretch *stretch = &g_array_index (stretches, HeedStretch, i);
      g_autofree char *plain = g_strndup (stretch->begin, stretch->n_bytes);

      if (stretch->id != HEED_NO_TOKEN)
        g_array_append_val (ids, stretch->id);
      else if (!encode_words (self, plain, is_first && i == 0, ids, unknown, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_tokenizer_json_encode:
 * @text: valid UTF-8
 *
 * Errors: %HEED_ERROR_VOCABULARY if part of the text is unknown and there is no unknown
 * token; %HEED_ERROR_TOO_LARGE if its steps make far more text of it
 */
gboolean
heed_tokenizer_json_encode (HeedTokenizerJson  *self,
                            const char         *text,
                            GArray             *ids,
                            GPtrArray          *unknown,
                            GError            **error)
{
  g_autoptr(GArray) stretches = heed_added_tokens_find (self->added, text);

  for (guint i = 0; i < stretches->len; i++)
    {
      const HeedStretch *stretch = &g_array_index (stretches, HeedStretch, i);
      g_autofree char *plain = g_strndup (stretch->begin, stretch->n_bytes);

      if (stretch->id != HEED_NO_TOKEN)
        g_array_append_val (ids, stretch->id);
      else if (!encode_plain (self, plain, stretch->begin == text, ids, unknown, error))
        return FALSE;
    }

  return TRUE;
}

char *
heed_tokenizer_json_decode (HeedTokenizerJson *self,
                            const guint32     *ids,
                            guint              n_ids)
{
  g_autoptr(GPtrArray) tokens = g_ptr_array_new ();

  for (guint i = 0; i < n_ids; i++)
    if (ids[i] < self->words->len && self->words->pdata[ids[i]] != NULL)
      g_ptr_array_add (tokens, self->words->pdata[ids[i]]);
  g_ptr_array_add (tokens, NULL);

  return heed_decoder_steps_apply (self->decoder, (const char *const *) tokens->pdata);
}
