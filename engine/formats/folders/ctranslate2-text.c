/* ctranslate2-text.c — tokens and vocabularies of a CTranslate2 folder
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From binary version 6 on, config.json has the spelling of special tokens and the
 * flags for adding them to a source; before, the flags were scalars in model.bin. A
 * vocabulary without the unknown token gets it as its last token.
 *
 * Source: sequence_to_sequence.cc and vocabulary.cc of CTranslate2 4
 */

#include "engine/formats/folders/ctranslate2-text.h"

#include "engine/heed.h"
#include "engine/networks/fields.h"
#include "engine/formats/folders/describe.h"
#include "engine/formats/folders/token-list.h"

#define FIRST_WITH_CONFIG 6
#define PADDING           "<pad>"

typedef struct {
  const char *unknown;
  const char *begin;
  const char *end;
  const char *start;          /* the first token that the decoder reads */
  gboolean    adds_begin;     /* the source gets the begin token */
  gboolean    adds_end;
  gboolean    starts_empty;   /* decoding starts with an embedding of zeros */
} Tokens;

/* --- How tokens are spelled ----------------------------------------------- */

static gboolean
get_flag (HeedRecognition *r,
          const char      *name,
          gboolean         otherwise)
{
  const HeedArray *array = heed_weights_find (r->weights, name);

  return array != NULL && array->n_values == 1 && array->dtype == HEED_DTYPE_I8
         ? array->data[0] != 0
         : otherwise;
}

static gboolean
read_config_tokens (Tokens          *tokens,
                    const HeedJson  *config,
                    GError         **error)
{
  if (!heed_json_read_text (config, "unk_token", &tokens->unknown, error) ||
      !heed_json_read_text (config, "bos_token", &tokens->begin, error) ||
      !heed_json_read_text (config, "eos_token", &tokens->end, error) ||
      !heed_json_read_boolean (config, "add_source_bos", &tokens->adds_begin, error) ||
      !heed_json_read_boolean (config, "add_source_eos", &tokens->adds_end, error))
    return FALSE;

  tokens->start = tokens->begin;

  return heed_json_read_text (config, "decoder_start_token", &tokens->start, error);
}

/* Reads the scalars of earlier versions. */
static void
read_scalar_tokens (Tokens          *tokens,
                    HeedRecognition *r)
{
  tokens->adds_begin = get_flag (r, "with_source_bos", FALSE);
  tokens->adds_end = get_flag (r, "with_source_eos", FALSE);
  tokens->start = get_flag (r, "with_target_bos", TRUE) ? tokens->begin : tokens->end;
}

/* Models of Marian and T5 need the end token after every source, although their converter leaves
 * it to its users and the folder has no flag for it. */
static gboolean
must_end_source (HeedRecognition *r,
                 const Tokens    *tokens)
{
  return tokens->starts_empty ||
         heed_weights_find (r->weights, "encoder/layer_0/self_attention/relative_attention_bias") !=
           NULL;
}

static gboolean
read_tokens (Tokens           *tokens,
             HeedRecognition  *r,
             const HeedJson   *config,
             GError          **error)
{
  guint64 version =
    g_ascii_strtoull (heed_weights_find_metadata (r->weights, "binary_version"), NULL, 10);

  *tokens = (Tokens) { .unknown = "<unk>", .begin = "<s>", .end = "</s>", .start = "<s>" };
  tokens->starts_empty = get_flag (r, "decoder/start_from_zero_embedding", FALSE);
  if (version < FIRST_WITH_CONFIG || config == NULL)
    read_scalar_tokens (tokens, r);
  else if (!read_config_tokens (tokens, config, error))
    return FALSE;

  heed_recognition_say_boolean (r, "source_begin", tokens->adds_begin, "add_source_bos");
  if (!tokens->adds_end && must_end_source (r, tokens))
    heed_recognition_say_boolean (r, "source_end", TRUE,
                                  "Marian's and T5's tokenizers end every source with </s>");
  else
    heed_recognition_say_boolean (r, "source_end", tokens->adds_end, "add_source_eos");

  return TRUE;
}

/* --- Vocabularies --------------------------------------------------------- */

/* The location of the model, which may be inside the folder of another tool. */
typedef struct {
  HeedFolder *folder;
  const char *prefix;  /* path of its files: "model/", or "" */
} Place;

/* Returns the number of rows of a matrix; 0 if there is none, or if it is larger than any real
 * model's. */
static guint
count_rows (HeedRecognition *r,
            const char      *name)
{
  const HeedArray *array = heed_weights_find (r->weights, name);

  return array != NULL && array->n_dims == 2 && array->shape[0] <= HEED_MAX_VOCABULARY
         ? (guint) array->shape[0]
         : 0;
}

/* CTranslate2 writes a token for every row: a shorter list belongs to another model, or is
 * truncated. */
static gboolean
check_size (HeedTokenList  *words,
            guint           n_rows,
            const char     *file,
            GError        **error)
{
  if (heed_token_list_get_n (words) >= n_rows)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
               "%s: expected %u tokens, as many as the embedding has rows, found %u", file, n_rows,
               heed_token_list_get_n (words));

  return FALSE;
}

static HeedTokenList *
load_words (const Place   *place,
            const char    *side,
            guint          n_rows,
            const Tokens  *tokens,
            GError       **error)
{
  g_autofree char *lines = g_strconcat (place->prefix, side, "_vocabulary.txt", NULL);
  g_autofree char *list = g_strconcat (place->prefix, side, "_vocabulary.json", NULL);
  gboolean is_list = heed_folder_has (place->folder, list);
  const char *file = is_list ? list : lines;
  g_autoptr(HeedTokenList) words =
    is_list ? heed_token_list_load_list (place->folder, file, n_rows, error)
            : heed_token_list_load_lines (place->folder, file, n_rows, error);
  HeedGap gap;

  if (words == NULL)
    return NULL;

  if (heed_token_list_find (words, tokens->unknown) == HEED_NO_TOKEN &&
      heed_token_list_get_n (words) < n_rows)
    heed_token_list_add (words, tokens->unknown);

  if (!check_size (words, n_rows, file, error))
    return NULL;

  return heed_token_list_fill (words, n_rows, file, &gap, error) ? g_steal_pointer (&words) : NULL;
}

static gboolean
has_words (const Place *place,
           const char  *side)
{
  g_autofree char *lines = g_strconcat (place->prefix, side, "_vocabulary.txt", NULL);
  g_autofree char *list = g_strconcat (place->prefix, side, "_vocabulary.json", NULL);

  return heed_folder_has (place->folder, lines) || heed_folder_has (place->folder, list);
}

/* Maps the first existing file of several names, each in the folder of the model or the one
 * around it; NULL without an error if there is none. */
static GBytes *
map_pieces (const Place  *place,
            const char   *own,
            GError      **error)
{
  const char *const names[] = { own, "sentencepiece.model", "spiece.model" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (i % 2 == 0 ? place->prefix : "", names[i / 2], NULL);

      if (heed_folder_has (place->folder, name))
        return heed_folder_map_kind (place->folder, name, HEED_FILE_KIND_SENTENCEPIECE,
                                     "a model of SentencePiece", error);
    }

  return NULL;
}

/* OpenNMT calls the padding <blank>, other tools <pad>. */
static guint32
find_padding (HeedTokenList *words)
{
  guint32 blank = heed_token_list_find (words, "<blank>");

  return blank != HEED_NO_TOKEN ? blank : heed_token_list_find (words, PADDING);
}

static HeedTokenizer *
read_text (HeedTokenList      *words,
           const Place        *place,
           const char         *own,
           const Tokens       *tokens,
           HeedSpecialTokens  *special,
           GError            **error)
{
  g_autoptr(GError) map_error = NULL;
  g_autoptr(GBytes) pieces = map_pieces (place, own, &map_error);
  HeedTextRules rules = tokens->starts_empty ? HEED_TEXT_LANGUAGE_CODE : HEED_TEXT_AS_IS;

  if (map_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&map_error));
      return NULL;
    }

  *special = (HeedSpecialTokens) {
    .begin = heed_token_list_find (words, tokens->start),
    .end = heed_token_list_find (words, tokens->end),
    .padding = find_padding (words),
    .unknown = heed_token_list_find (words, tokens->unknown),
  };

  return heed_token_list_dup_tokenizer (words, pieces, rules, special, error);
}

/* --- Both sides ----------------------------------------------------------- */

/* Adds the token that decoding starts with, whose embedding is zeros. */
static gboolean
add_empty_start (HeedFolderModel  *model,
                 HeedTokenList    *words,
                 GError          **error)
{
  static const char *const names[] = {
    "decoder/embeddings/weight", "decoder/projection/weight", "decoder/projection/bias", NULL
  };
  HeedWeights *longer = heed_weights_add_zero_rows (model->weights, names, error);

  if (longer == NULL)
    return FALSE;

  heed_weights_unref (model->weights);
  model->weights = model->recognition.weights = longer;
  heed_json_add_whole (heed_json_set_list (model->recognition.json, "banned"),
                       heed_token_list_get_n (words));
  heed_json_set_text (model->recognition.why, "banned",
                      "start_from_zero_embedding: the token that starts");
  heed_token_list_add (words, PADDING);

  return TRUE;
}

static const char *
get_source_embedding (HeedRecognition *r)
{
  static const char first_of_several[] = "encoder/embeddings_0/weight";

  return heed_weights_find (r->weights, first_of_several) != NULL ? first_of_several
                                                                  : "encoder/embeddings/weight";
}

/* Loads both vocabularies. If the source embedding is the target's too, it also got the new row,
 * and its vocabulary needs one more word. */
static gboolean
load_both (HeedFolderModel  *model,
           const Place      *place,
           Tokens           *tokens,
           HeedTokenList   **source,
           HeedTokenList   **target,
           GError          **error)
{
  HeedRecognition *r = &model->recognition;
  gboolean is_shared = has_words (place, "shared");
  guint n_source = count_rows (r, get_source_embedding (r));
  guint n_target = count_rows (r, "decoder/embeddings/weight");

  *source = load_words (place, is_shared ? "shared" : "source", n_source, tokens, error);
  if (*source == NULL)
    return FALSE;

  *target = load_words (place, is_shared ? "shared" : "target", n_target, tokens, error);
  if (*target == NULL)
    return FALSE;

  if (!tokens->starts_empty)
    return TRUE;

  tokens->start = PADDING;
  if (!add_empty_start (model, *target, error))
    return FALSE;
  if (count_rows (r, get_source_embedding (r)) > n_source)
    heed_token_list_add (*source, PADDING);

  return TRUE;
}

gboolean
heed_ctranslate2_read_texts (HeedFolderModel  *model,
                             HeedFolder       *folder,
                             const char       *prefix,
                             const HeedJson   *config,
                             GError          **error)
{
  g_autoptr(HeedTokenList) source = NULL;
  g_autoptr(HeedTokenList) target = NULL;
  const Place place = { folder, prefix };
  HeedSpecialTokens source_special, target_special;
  Tokens tokens;

  if (!read_tokens (&tokens, &model->recognition, config, error) ||
      !load_both (model, &place, &tokens, &source, &target, error))
    return FALSE;

  model->source_text = read_text (source, &place, "source.spm", &tokens, &source_special, error);
  if (model->source_text == NULL)
    return FALSE;

  model->target_text = read_text (target, &place, "target.spm", &tokens, &target_special, error);
  if (model->target_text == NULL)
    return FALSE;

  heed_describe_tokens (
    &model->recognition, &source_special, &target_special,
    "the spelling of tokens in config.json or by default, and the vocabularies");

  return TRUE;
}
