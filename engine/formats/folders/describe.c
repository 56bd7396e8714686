/* describe.c — parts of a description that several kinds of folders share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/folders/describe.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/heed.h"
#include "engine/networks/fields.h"

#define BAD_WORDS         "bad_words_ids"
#define GENERATION_CONFIG "generation_config.json"
#define MOST_PADDING      127

/* --- Tokens --------------------------------------------------------------- */

gboolean
heed_describe_get_tokens (const HeedJson     *config,
                          HeedSpecialTokens  *special,
                          GError            **error)
{
  const guint most = HEED_MAX_VOCABULARY - 1;

  if (!heed_json_read_count (config, "pad_token_id", 0, most, &special->padding, error))
    return FALSE;

  special->begin = special->padding;

  return heed_json_read_count (config, "decoder_start_token_id", 0, most, &special->begin,
                               error) &&
         heed_json_read_count (config, "eos_token_id", 0, most, &special->end, error);
}

static void
set_tokens (HeedJson                *json,
            const char              *key,
            const HeedSpecialTokens *special)
{
  const struct { const char *name; guint32 id; } tokens[] = {
    { "unknown", special->unknown },
    { "padding", special->padding },
    { "begin", special->begin },
    { "end", special->end },
  };
  HeedJson *object = heed_json_set_object (json, key);

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    if (tokens[i].id != HEED_NO_TOKEN)
      heed_json_set_whole (object, tokens[i].name, tokens[i].id);
}

void
heed_describe_tokens (HeedRecognition         *recognition,
                      const HeedSpecialTokens *source,
                      const HeedSpecialTokens *target,
                      const char              *why)
{
  set_tokens (recognition->json, "tokens", target);
  set_tokens (recognition->json, "source_tokens", source);
  heed_json_set_text (recognition->why, "tokens", why);
}

/* --- Activation ----------------------------------------------------------- */

/* Source: ACT2FN in activations.py of transformers 4 */
gboolean
heed_describe_activation (HeedRecognition  *recognition,
                          const char       *key,
                          const char       *name,
                          GError          **error)
{
  static const struct { const char *theirs; const char *ours; } functions[] = {
    { "relu", "relu" },
    { "gelu", "gelu" },
    { "gelu_python", "gelu" },
    { "gelu_new", "gelu-tanh" },
    { "gelu_fast", "gelu-tanh" },
    { "gelu_pytorch_tanh", "gelu-tanh" },
    { "silu", "swish" },
    { "swish", "swish" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_str_equal (functions[i].theirs, name))
      {
        heed_recognition_say_text (recognition, "activation", functions[i].ours, key);
        return TRUE;
      }

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected relu, gelu, gelu_new, silu or swish, found %.40s", key, name);

  return FALSE;
}

/* --- Banned tokens -------------------------------------------------------- */

static gboolean
add_banned (HeedJson        *banned,
            const HeedJson  *tainted,
            GError         **error)
{
  guint id;

  if (!heed_json_is_list (tainted) || heed_json_get_n (tainted) != 1)
    return heed_json_refuse (tainted, "a list of one id", error);

  if (!heed_json_take_count (heed_json_get_nth (tainted, 0), 0, HEED_MAX_VOCABULARY, &id, error))
    return FALSE;

  heed_json_add_whole (banned, id);

  return TRUE;
}

static gboolean
describe_banned (HeedRecognition  *recognition,
                 const HeedJson   *config,
                 GError          **error)
{
  const HeedJson *lists = NULL;
  g_autoptr(HeedJson) banned = heed_json_new_list ();

  if (!heed_json_read_list (config, BAD_WORDS, &lists, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (lists); i++)
    if (!add_banned (banned, heed_json_get_nth (lists, i), error))
      return FALSE;

  heed_json_set (recognition->json, "banned", g_steal_pointer (&banned));
  heed_json_set_text (recognition->why, "banned", BAD_WORDS);

  return TRUE;
}

gboolean
heed_describe_banned (HeedRecognition  *recognition,
                      HeedFolder       *folder,
                      const HeedJson   *config,
                      GError          **error)
{
  g_autoptr(HeedJson) generation = NULL;

  if (heed_json_get_member (config, BAD_WORDS) != NULL)
    return describe_banned (recognition, config, error);

  if (!heed_folder_has (folder, GENERATION_CONFIG))
    return TRUE;

  return heed_config_load (&generation, folder, GENERATION_CONFIG, error) &&
         (heed_json_get_member (generation, BAD_WORDS) == NULL ||
          describe_banned (recognition, generation, error));
}

/* --- No text --- */

void
heed_describe_no_text (HeedRecognition *r,
                       const char      *why)
{
  heed_recognition_say_no_text (r, "source_text", why, "the files of the folder");
  heed_recognition_say_no_text (r, "target_text", why, "the files of the folder");
}

/* --- Rows that no file names --- */

/* Tools round an embedding up to a number of rows that suits the processor; T5's to a multiple
 * of 128. */
gboolean
heed_gap_is_padding (const HeedGap *gap)
{
  return gap->n_missing <= MOST_PADDING && gap->first + gap->n_missing == gap->n_rows;
}

/**
 * heed_describe_gap:
 * @key: "source_words" or "target_words"
 * @file: the file of the tokens
 *
 * Records which tokens have made-up names; these count as a guess unless they can be
 * rows that an embedding was rounded up by.
 */
void
heed_describe_gap (HeedRecognition *r,
                   const char      *key,
                   const char      *file,
                   const HeedGap   *gap)
{
  g_autofree char *why = NULL;

  if (gap->n_missing == 0)
    return;

  why = g_strdup_printf ("%s has no token for %u of the embedding's %u rows, which are called #%u "
                         "and so on: these names are made up",
                         file, gap->n_missing, gap->n_rows, gap->first);
  heed_json_set_text (r->why, key, why);
  if (!heed_gap_is_padding (gap))
    heed_recognition_mark_guess (r, key, "");
}

/* --- Matrices that may be one --- */

static gboolean
is_same (const HeedArray *array,
         const HeedArray *other)
{
  return array->dtype == other->dtype && array->n_bytes == other->n_bytes &&
         (array->data == other->data || memcmp (array->data, other->data, array->n_bytes) == 0);
}

/* Returns the first that is not NULL. */
static const HeedArray *
find_first (const HeedArray *const *arrays,
            guint                   n_arrays)
{
  for (guint i = 0; i < n_arrays; i++)
    if (arrays[i] != NULL)
      return arrays[i];

  return NULL;
}

static void
say_place (HeedRecognition *r,
           const char      *name,
           const HeedArray *array)
{
  if (array != NULL)
    heed_recognition_say_tensor (r, name, "", array->name);
}

/**
 * heed_describe_ties:
 * @prefix: prefix of the embeddings, such as "model."
 * @ties: (inout): the values of the configuration, then the actual ones
 *
 * Records where the embeddings and the output layer are, and which of them are shared.
 * Two matrices that differ are not shared, whatever the flags are; for a matrix that is
 * not in the file, the flag decides.
 *
 * Source: tie_weights() of transformers 4.47 and 5
 */
void
heed_describe_ties (HeedRecognition *r,
                    const char      *prefix,
                    HeedTies        *ties)
{
  const HeedArray *shared = heed_recognition_find (r, prefix, "shared.weight");
  const HeedArray *source = heed_recognition_find (r, prefix, "encoder.embed_tokens.weight");
  const HeedArray *target = heed_recognition_find (r, prefix, "decoder.embed_tokens.weight");
  const HeedArray *output = heed_recognition_find (r, "", "lm_head.weight");
  const HeedArray *tied = ties->ties_output ? output : NULL;
  gboolean differ = source != NULL && target != NULL && !is_same (source, target);
  const HeedArray *encoder, *decoder;

  if (ties->shares_embedding && !differ)
    {
      encoder = decoder = find_first ((const HeedArray *[]) { shared, source, target, tied }, 4);
    }
  else
    {
      encoder = find_first ((const HeedArray *[]) { source, shared }, 2);
      decoder = find_first ((const HeedArray *[]) { target, tied }, 2);
    }

  ties->shares_embedding = ties->shares_embedding && !differ;
  ties->ties_output =
    ties->ties_output && (output == NULL || decoder == NULL || is_same (output, decoder));

  say_place (r, "encoder.embedding.weight", encoder);
  if (!ties->shares_embedding)
    say_place (r, "decoder.embedding.weight", decoder);
  if (!ties->ties_output)
    heed_recognition_say_tensor (r, "decoder.output.weight", "", "lm_head.weight");

  heed_recognition_say_boolean (r, "shared_embedding", ties->shares_embedding,
                                differ ? "both sides' embed_tokens, which differ"
                                       : "the configuration, and the tensors fit");
  heed_recognition_say_boolean (r, "tied_output", ties->ties_output,
                                output == NULL      ? "tie_word_embeddings; there is no lm_head"
                                : ties->ties_output ? "lm_head, which is the embedding"
                                                    : "lm_head");
}
