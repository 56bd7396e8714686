/* marian.c — Hugging Face's MarianMT, as in Helsinki-NLP/opus-mt-en-de
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     source.spm, target.spm   split each language
 *     vocab.json               ids of the pieces; target_vocab.json for those of the
 *                              target, if it has its own
 *     added_tokens.json, tokenizer_config.json    tokens matched in text
 *     tokenizer.json           all of these, if they are missing
 *
 * Always post-norm: transformers ignores normalize_before too. Decoding starts with the
 * padding token, which is never generated. One embedding is shared by both sides and
 * the output layer, unless share_encoder_decoder_embeddings or tie_word_embeddings is
 * false.
 *
 * Source: modeling_marian.py and configuration_marian.py of transformers 4.26
 */

#include "engine/formats/folders/folders.h"

#include "engine/formats/folders/added-words.h"
#include "engine/formats/folders/describe.h"
#include "engine/formats/folders/token-list.h"
#include "engine/formats/folders/tokenizer-file.h"
#include "engine/formats/layouts/transformer-names.h"
#include "engine/heed.h"
#include "engine/networks/fields.h"

#define MAX_LAYERS    32
#define ROUNDED_UP_TO 8

typedef struct {
  guint              width;
  guint              n_layers[2];      /* encoder, decoder; as in the next two */
  guint              n_heads[2];
  guint              feed_forward[2];
  guint              vocabulary[2];    /* source, target */
  guint              max_positions;
  const char        *activation;
  gboolean           scales_embedding;
  gboolean           shares_embedding;
  gboolean           ties_output;
  HeedSpecialTokens  special;
} Marian;

static const char *const sides[] = { "encoder", "decoder" };

static gboolean
read_side (Marian          *marian,
           const HeedJson  *config,
           guint            side,
           GError         **error)
{
  g_autofree char *layers = g_strconcat (sides[side], "_layers", NULL);
  g_autofree char *heads = g_strconcat (sides[side], "_attention_heads", NULL);
  g_autofree char *feed_forward = g_strconcat (sides[side], "_ffn_dim", NULL);

  return heed_json_read_count (config, layers, 1, MAX_LAYERS, &marian->n_layers[side], error) &&
         heed_json_read_count (config, heads, 1, HEED_MAX_WIDTH, &marian->n_heads[side], error) &&
         heed_json_read_count (config, feed_forward, 1, 8 * HEED_MAX_WIDTH,
                               &marian->feed_forward[side], error);
}

static gboolean
read_config (Marian          *marian,
             const HeedJson  *config,
             GError         **error)
{
  *marian = (Marian) {
    .width = 1024, .n_layers = { 12, 12 }, .n_heads = { 16, 16 }, .feed_forward = { 4096, 4096 },
    .vocabulary = { 58101, 0 }, .max_positions = 1024, .activation = "gelu",
    .shares_embedding = TRUE, .ties_output = TRUE,
    .special = { .begin = HEED_NO_TOKEN, .end = 0, .padding = 58100, .unknown = HEED_NO_TOKEN },
  };

  if (!heed_json_read_count (config, "d_model", 1, HEED_MAX_WIDTH, &marian->width, error) ||
      !read_side (marian, config, 0, error) || !read_side (marian, config, 1, error) ||
      !heed_json_read_count (config, "vocab_size", 1, HEED_MAX_VOCABULARY, &marian->vocabulary[0],
                             error) ||
      !heed_json_read_count (config, "decoder_vocab_size", 1, HEED_MAX_VOCABULARY,
                             &marian->vocabulary[1], error) ||
      !heed_json_read_count (config, "max_position_embeddings", 1, HEED_MAX_VOCABULARY,
                             &marian->max_positions, error) ||
      !heed_json_read_text (config, "activation_function", &marian->activation, error) ||
      !heed_json_read_boolean (config, "scale_embedding", &marian->scales_embedding, error) ||
      !heed_json_read_boolean (config, "share_encoder_decoder_embeddings",
                               &marian->shares_embedding, error) ||
      !heed_json_read_boolean (config, "tie_word_embeddings", &marian->ties_output, error) ||
      !heed_describe_get_tokens (config, &marian->special, error))
    return FALSE;

  if (marian->vocabulary[1] == 0)
    marian->vocabulary[1] = marian->vocabulary[0];

  return TRUE;
}

/* --- The description ------------------------------------------------------ */

static const HeedTensorName encoder_names[] = {
  { "self_attention.query.*", "self_attn.q_proj.*" },
  { "self_attention.key.*", "self_attn.k_proj.*" },
  { "self_attention.value.*", "self_attn.v_proj.*" },
  { "self_attention.output.*", "self_attn.out_proj.*" },
  { "self_attention.norm.*", "self_attn_layer_norm.*" },
  { "feed_forward.inner.*", "fc1.*" },
  { "feed_forward.output.*", "fc2.*" },
  { "feed_forward.norm.*", "final_layer_norm.*" },
  { NULL, NULL }
};

static const HeedTensorName cross_names[] = {
  { "cross_attention.query.*", "encoder_attn.q_proj.*" },
  { "cross_attention.key.*", "encoder_attn.k_proj.*" },
  { "cross_attention.value.*", "encoder_attn.v_proj.*" },
  { "cross_attention.output.*", "encoder_attn.out_proj.*" },
  { "cross_attention.norm.*", "encoder_attn_layer_norm.*" },
  { NULL, NULL }
};

/* "model." for a MarianMTModel, nothing for a bare MarianModel. */
static const char *
find_prefix (HeedRecognition *r)
{
  return heed_recognition_find (r, "model.", "encoder.layers.0.fc1.weight") != NULL ? "model." : "";
}

static void
say_layers (HeedRecognition *r,
            const Marian    *marian,
            const char      *prefix)
{
  for (guint side = 0; side < 2; side++)
    {
      g_autofree char *ours = g_strconcat (sides[side], ".layers.", NULL);
      g_autofree char *theirs = g_strconcat (prefix, ours, NULL);
      g_autofree char *positions = g_strconcat (sides[side], ".positions.weight", NULL);
      g_autofree char *embed_positions = g_strconcat (sides[side], ".embed_positions.weight", NULL);

      heed_recognition_say_layers (r, ours, theirs, ".", marian->n_layers[side], encoder_names);
      if (side == 1)
        heed_recognition_say_layers (r, ours, theirs, ".", marian->n_layers[side], cross_names);
      if (heed_recognition_find (r, prefix, embed_positions) != NULL)
        heed_recognition_say_tensor (r, positions, prefix, embed_positions);
    }
}

static void
say_embeddings (HeedRecognition *r,
                const Marian    *marian,
                const char      *prefix)
{
  HeedTies ties = { marian->shares_embedding, marian->ties_output };

  heed_describe_ties (r, prefix, &ties);
  heed_recognition_say_tensor (r, "decoder.output.bias", "", "final_logits_bias");
}

static void
say_sizes (HeedRecognition *r,
           const Marian    *marian)
{
  heed_recognition_say_count (r, "width", marian->width, "d_model");
  heed_recognition_say_count (r, "source_vocabulary", marian->vocabulary[0], "vocab_size");
  heed_recognition_say_count (r, "target_vocabulary", marian->vocabulary[1], "decoder_vocab_size");
  heed_recognition_say_count (r, "encoder_layers", marian->n_layers[0], "encoder_layers");
  heed_recognition_say_count (r, "decoder_layers", marian->n_layers[1], "decoder_layers");
  heed_recognition_say_count (r, "encoder_heads", marian->n_heads[0], "encoder_attention_heads");
  heed_recognition_say_count (r, "decoder_heads", marian->n_heads[1], "decoder_attention_heads");
  heed_recognition_say_count (r, "encoder_feed_forward", marian->feed_forward[0],
                              "encoder_ffn_dim");
  heed_recognition_say_count (r, "decoder_feed_forward", marian->feed_forward[1],
                              "decoder_ffn_dim");
  heed_recognition_say_count (r, "max_positions", marian->max_positions, "max_position_embeddings");
}

static gboolean
say_description (HeedFolderModel  *model,
                 HeedFolder       *folder,
                 const HeedJson   *config,
                 const Marian     *marian,
                 GError          **error)
{
  HeedRecognition *r = &model->recognition;
  const char *prefix = find_prefix (r);

  heed_recognition_say_text (r, "family", "transformer", "model_type marian");
  say_sizes (r, marian);
  say_layers (r, marian, prefix);
  say_embeddings (r, marian, prefix);
  heed_recognition_say_text (r, "norm_place", "post", "transformers' MarianEncoderLayer");
  heed_recognition_say_text (r, "positions", "sinusoid-halves",
                             "transformers' MarianSinusoidalPositionalEmbedding");
  heed_recognition_say_boolean (r, "scale_embedding", marian->scales_embedding, "scale_embedding");
  heed_recognition_say_boolean (r, "source_end", TRUE,
                                "MarianTokenizer ends every source with </s>");

  return heed_describe_activation (r, "activation_function", marian->activation, error) &&
         heed_describe_banned (r, folder, config, error);
}

/* --- Texts ---------------------------------------------------------------- */

typedef struct {
  gboolean    has_two;          /* the target has its own vocabulary */
  const char *source_language;
  const char *target_language;
} TokenizerConfig;

static gboolean
read_tokenizer_config (HeedJson        **config,
                       TokenizerConfig  *fields,
                       HeedFolder       *folder,
                       GError          **error)
{
  static const char file[] = "tokenizer_config.json";

  *fields = (TokenizerConfig) { 0 };

  return !heed_folder_has (folder, file) ||
         (heed_config_load (config, folder, file, error) &&
          heed_json_read_boolean (*config, "separate_vocabs", &fields->has_two, error) &&
          heed_json_read_text (*config, "source_lang", &fields->source_language, error) &&
          heed_json_read_text (*config, "target_lang", &fields->target_language, error));
}

/* The text of one language. */
typedef struct {
  HeedFolder      *folder;
  HeedRecognition *recognition;
  const char      *words_key;
  const char      *pieces_file;
  const char      *words_file;
  guint            vocabulary;
  gboolean         has_added;    /* added tokens have ids in this vocabulary */
} Side;

/* Collects the added and the special tokens: each is matched as one token in text. */
static GHashTable *
load_added (const Side               *side,
            HeedTokenList            *words,
            const HeedSpecialTokens  *special,
            GError                  **error)
{
  const guint32 ids[] = { special->end, special->padding, special->unknown };
  g_autoptr(GHashTable) added = side->has_added
                                ? heed_added_words_load (side->folder, side->vocabulary, error)
                                : heed_added_words_new ();
  GHashTableIter iter;
  gpointer value;

  if (added == NULL)
    return NULL;

  g_hash_table_iter_init (&iter, added);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const HeedAddedWord *word = value;

      heed_token_list_set (words, word->token.id, word->text);
    }

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const char *text = heed_token_list_get (words, ids[i]);

      if (text != NULL && !g_hash_table_contains (added, GUINT_TO_POINTER (ids[i])))
        heed_added_words_set (added, &(HeedAddedToken) { .id = ids[i] }, text);
    }

  return g_steal_pointer (&added);
}

/* A vocabulary that lacks more words than an embedding may have been rounded up by is truncated,
 * or belongs to another model: text would become unknown tokens. */
static gboolean
check_gap (const Side     *side,
           const HeedGap  *gap,
           GError        **error)
{
  heed_describe_gap (side->recognition, side->words_key, side->words_file, gap);
  if (gap->n_missing == 0 ||
      (heed_gap_is_padding (gap) && gap->n_rows % ROUNDED_UP_TO == 0))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "%s: expected %u tokens, as many as the embedding has rows, found %u, and none with "
               "id %u",
               side->words_file, gap->n_rows, gap->n_rows - gap->n_missing, gap->first);

  return FALSE;
}

/* A vocabulary that was truncated lacks the padding, which is its last token. */
static gboolean
check_special (const Side               *side,
               HeedTokenList            *words,
               const HeedSpecialTokens  *special,
               GError                  **error)
{
  const guint32 ids[] = { special->end, special->padding, special->begin };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (heed_token_list_get (words, ids[i]) == NULL)
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
                     "%s: expected the special tokens of config.json, found none with id %u",
                     side->words_file, ids[i]);
        return FALSE;
      }

  return TRUE;
}

static HeedTokenizer *
make_text (HeedTokenList            *words,
           GBytes                   *pieces,
           GHashTable               *added,
           const HeedSpecialTokens  *special,
           GError                  **error)
{
  g_autoptr(GArray) list = heed_added_words_list (added);

  return heed_tokenizer_new (
    &(HeedTokenizerParts) {
      .kind = HEED_TOKENIZER_SENTENCEPIECE,
      .rules = HEED_TEXT_LANGUAGE_CODE,
      .model = pieces,
      .words = heed_token_list_get_all (words),
      .n_words = heed_token_list_get_n (words),
      .special = *special,
      .added = (const HeedAddedToken *) (gpointer) list->data,
      .n_added = list->len,
    },
    error);
}

static HeedTokenizer *
load_text (const Side         *side,
           HeedSpecialTokens  *special,
           GError            **error)
{
  g_autoptr(HeedTokenList) words =
    heed_token_list_load_numbered (side->folder, side->words_file, side->vocabulary, error);
  g_autoptr(GHashTable) added = NULL;
  g_autoptr(GBytes) pieces = NULL;
  HeedGap gap;

  if (words == NULL)
    return NULL;

  special->unknown = heed_token_list_find (words, "<unk>");
  added = load_added (side, words, special, error);
  if (added == NULL || !check_special (side, words, special, error) ||
      !heed_token_list_fill (words, side->vocabulary, side->words_file, &gap, error) ||
      !check_gap (side, &gap, error))
    return NULL;

  pieces = heed_folder_map_kind (side->folder, side->pieces_file, HEED_FILE_KIND_SENTENCEPIECE,
                                 "a model of SentencePiece", error);

  return pieces != NULL ? make_text (words, pieces, added, special, error) : NULL;
}

static gboolean
shares_vocabulary (const Marian *marian)
{
  return marian->shares_embedding && marian->vocabulary[0] == marian->vocabulary[1];
}

/* Returns FALSE without an error if the folder has no vocabulary. */
static gboolean
has_texts (HeedFolder *folder,
           gboolean    has_two)
{
  return heed_folder_has (folder, "source.spm") && heed_folder_has (folder, "target.spm") &&
         heed_folder_has (folder, "vocab.json") &&
         (!has_two || heed_folder_has (folder, "target_vocab.json"));
}

static gboolean
read_texts (HeedFolderModel  *model,
            HeedFolder       *folder,
            const Marian     *marian,
            GError          **error)
{
  HeedSpecialTokens source = marian->special;
  HeedSpecialTokens target = marian->special;
  g_autoptr(HeedJson) config = NULL;
  TokenizerConfig fields;

  if (!read_tokenizer_config (&config, &fields, folder, error))
    return FALSE;

  model->source_language = g_strdup (fields.source_language);
  model->target_language = g_strdup (fields.target_language);

  if (has_texts (folder, fields.has_two))
    {
      const Side sides_of_text[] = {
        { folder, &model->recognition, "source_words", "source.spm", "vocab.json",
          marian->vocabulary[0], TRUE },
        { folder, &model->recognition, "target_words", "target.spm",
          fields.has_two ? "target_vocab.json" : "vocab.json", marian->vocabulary[1],
          !fields.has_two },
      };

      model->source_text = load_text (&sides_of_text[0], &source, error);
      if (model->source_text == NULL)
        return FALSE;

      model->target_text = load_text (&sides_of_text[1], &target, error);
      if (model->target_text == NULL)
        return FALSE;
    }
  else if (heed_folder_has (folder, HEED_TOKENIZER_FILE) && shares_vocabulary (marian))
    {
      if (!heed_tokenizer_file_read (model, folder, marian->vocabulary[0], &source, error))
        return FALSE;

      target.unknown = source.unknown;
    }
  else
    {
      heed_describe_no_text (&model->recognition,
                             heed_folder_has (folder, HEED_TOKENIZER_FILE)
                             ? "the folder has no source.spm, target.spm and vocab.json; "
                               "tokenizer.json is one tokenizer for two vocabularies"
                             : "the folder has no source.spm, target.spm and vocab.json");
    }

  heed_describe_tokens (&model->recognition, &source, &target,
                        "decoder_start_token_id, eos_token_id, pad_token_id, vocab.json");

  return TRUE;
}

gboolean
heed_marian_read (HeedFolderModel  *model,
                  HeedFolder       *folder,
                  const HeedJson   *config,
                  GError          **error)
{
  Marian marian;

  heed_json_set_text (model->recognition.why, "layout", "Hugging Face, MarianMT");

  return read_config (&marian, config, error) &&
         say_description (model, folder, config, &marian, error) &&
         read_texts (model, folder, &marian, error);
}
