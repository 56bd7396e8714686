/* model-file.c — constructing a model from weights and a description, and Heed's own format
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A model of Heed is one .safetensors file:
 *
 *     tensors      the weights, under the names in recurrent.c or
 *                  transformer-bind.c
 *                  source.sentencepiece, ...   (U8) the file of the text splitter, if
 *                  there is one (model-text.c)
 *     metadata     heed.config              JSON: description, tokens, text
 *                  heed.source_vocabulary   JSON: a list of words, in order of ids
 *                  heed.target_vocabulary
 *                  heed.name, heed.source_language, heed.target_language
 *                  heed.example             an example of a source text
 *                  heed.card                JSON: data, licence, scores
 *
 * Weights of other programs are read by means of the same JSON, with a table of tensor
 * names in it; open.c finds or creates it.
 */

#include "engine/formats/model-file.h"

#include <math.h>
#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/files/json-writer.h"
#include "engine/files/safetensors.h"
#include "engine/formats/model-text.h"
#include "engine/formats/unread-weights.h"
#include "engine/networks/file-source.h"
#include "engine/networks/infer.h"

#define LARGEST_HALF 65520.0f  /* this and larger numbers round to infinity */

/* --- Parsing the configuration --- */

/* Parses the ids of both sides, which are the same unless "source_tokens" is given. */
static gboolean
parse_tokens (const HeedJson     *json,
              const char         *key,
              HeedSpecialTokens  *special,
              GError            **error)
{
  const HeedJson *tokens = NULL;

  return heed_json_read_object (json, key, &tokens, error) &&
         heed_json_read_count (tokens, "begin", 0, HEED_NO_TOKEN - 1, &special->begin, error) &&
         heed_json_read_count (tokens, "end", 0, HEED_NO_TOKEN - 1, &special->end, error) &&
         heed_json_read_count (tokens, "padding", 0, HEED_NO_TOKEN - 1, &special->padding, error) &&
         heed_json_read_count (tokens, "unknown", 0, HEED_NO_TOKEN - 1, &special->unknown, error);
}

gboolean
heed_model_parts_parse (HeedModelParts  *parts,
                        const HeedJson  *json,
                        GError         **error)
{
  const HeedSpecialTokens none = { HEED_NO_TOKEN, HEED_NO_TOKEN, HEED_NO_TOKEN, HEED_NO_TOKEN };

  if (heed_json_get_member (json, "family") == NULL)
    return heed_json_refuse_field (json, "family", "recurrent or transformer", error);

  parts->target_special = none;
  heed_blueprint_init (&parts->blueprint);
  if (!heed_blueprint_parse (&parts->blueprint, json, error) ||
      !parse_tokens (json, "tokens", &parts->target_special, error))
    return FALSE;

  parts->source_special =
    heed_json_get_member (json, "source_tokens") != NULL ? none : parts->target_special;

  return parse_tokens (json, "source_tokens", &parts->source_special, error);
}

/* --- Reading --- */

static const char *const kept_metadata[] = {
  "heed.name", "heed.source_language", "heed.target_language", "heed.example", "heed.card", NULL
};

static GHashTable *
copy_metadata (HeedWeights *weights)
{
  GHashTable *metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; kept_metadata[i] != NULL; i++)
    {
      const char *value = heed_weights_find_metadata (weights, kept_metadata[i]);

      if (value != NULL)
        g_hash_table_insert (metadata, g_strdup (kept_metadata[i]), g_strdup (value));
    }

  return metadata;
}

/* Writes the description without its words, which are in the tokenizers. */
static char *
write_described (const HeedJson *json)
{
  g_autoptr(HeedJson) kept = heed_json_new_object ();

  for (guint i = 0; i < heed_json_get_n (json); i++)
    {
      const HeedJson *value = heed_json_get_nth (json, i);

      if (!g_str_has_suffix (heed_json_get_name (value), "_words"))
        heed_json_set (kept, heed_json_get_name (value), heed_json_copy (value));
    }

  return heed_json_to_line (kept);
}

/* Copies the names of the model and its languages, which a description may have. */
static void
take_names (GHashTable     *metadata,
            const HeedJson *json)
{
  static const char *const names[] = { "name", "source_language", "target_language", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *text = heed_json_get_text (heed_json_get_member (json, names[i]));
      g_autofree char *key = g_strconcat ("heed.", names[i], NULL);

      if (text != NULL && !g_hash_table_contains (metadata, key))
        g_hash_table_insert (metadata, g_steal_pointer (&key), g_strdup (text));
    }
}

/* Records why there is no text, if the files describe a tokenizer that is not supported. */
static void
take_refusal (HeedModelParts *parts,
              const HeedJson *json)
{
  const char *why =
    parts->source_text == NULL ? heed_model_text_get_refusal (json, "source_text") : NULL;

  if (why == NULL && parts->target_text == NULL)
    why = heed_model_text_get_refusal (json, "target_text");

  if (why != NULL)
    g_hash_table_insert (parts->metadata, g_strdup ("heed.no_text"), g_strdup (why));
}

static void
name_after_file (GHashTable *metadata,
                 const char *path)
{
  char *name, *dot;

  if (g_hash_table_contains (metadata, "heed.name"))
    return;

  name = g_path_get_basename (path);
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  g_hash_table_insert (metadata, g_strdup ("heed.name"), name);
}

/* A matrix that is not shared according to the description must be in the file: guessing that it
 * is shared would produce nonsense. */
static gboolean
check_present (HeedWeights       *weights,
               HeedTensorPlaces  *places,
               const char        *name,
               gboolean           is_elsewhere,
               const char        *field,
               GError           **error)
{
  g_auto(HeedTensorPlace) place = heed_tensor_places_find (places, name);

  if (is_elsewhere || heed_weights_find (weights, place.name) != NULL)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected a tensor, or \"%s\": true in a description beside the weights, found "
               "neither (%.80s)",
               name, field, place.name);

  return FALSE;
}

static gboolean
check_shared (const HeedBlueprint  *blueprint,
              HeedWeights          *weights,
              HeedTensorPlaces     *places,
              GError              **error)
{
  gboolean is_transformer = blueprint->family == HEED_FAMILY_TRANSFORMER;
  const HeedTransformerDescription *t = &blueprint->transformer;

  return check_present (weights, places, "decoder.embedding.weight",
                        is_transformer && t->shared_embedding, "shared_embedding", error) &&
         check_present (weights, places, "decoder.output.weight",
                        is_transformer ? t->tied_output : blueprint->recurrent.tied_output,
                        "tied_output", error);
}

/* Keras' GRU has two rows of biases, unless it applies the reset gate before the product with
 * the state (Cho et al. 2014), which is another cell with weights of the same shape. */
static gboolean
check_reset (const HeedBlueprint  *blueprint,
             HeedWeights          *weights,
             HeedTensorPlaces     *places,
             const HeedJson       *json,
             GError              **error)
{
  static const char *const sides[] = { "encoder", "decoder" };

  if (blueprint->family != HEED_FAMILY_RECURRENT || blueprint->recurrent.cell != HEED_CELL_GRU ||
      heed_json_get_member (json, "gates") == NULL ||
      heed_json_get_member (json, "reset_after") != NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *of_input = g_strconcat (sides[i], ".rnn.bias_ih_l0", NULL);
      g_autofree char *of_state = g_strconcat (sides[i], ".rnn.bias_hh_l0", NULL);
      g_auto(HeedTensorPlace) input = heed_tensor_places_find (places, of_input);
      g_auto(HeedTensorPlace) state = heed_tensor_places_find (places, of_state);
      const HeedArray *first = heed_weights_find (weights, input.name);
      const HeedArray *second = heed_weights_find (weights, state.name);

      if (first != NULL && (second == NULL || (second == first && first->n_dims < 2)))
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                       "%s: expected biases of the input and of the state, or \"reset_after\": "
                       "true, found one row, as Keras' GRU has with reset_after=False, which is "
                       "another cell",
                       input.name);
          return FALSE;
        }
    }

  return TRUE;
}

/* If the embedding is shared, a change of it would also change the other matrix. */
static gboolean
shares_embedding (const HeedBlueprint *blueprint)
{
  return blueprint->family == HEED_FAMILY_TRANSFORMER
         ? blueprint->transformer.shared_embedding || blueprint->transformer.tied_output
         : blueprint->recurrent.tied_output;
}

static gboolean
load_weights (HeedModelParts  *parts,
              HeedWeights     *weights,
              const HeedJson  *json,
              GError         **error)
{
  g_autoptr(HeedTensorPlaces) places = heed_tensor_places_read (json, error);
  g_autoptr(GError) flaw = NULL;
  g_autoptr(HeedCoverage) coverage = heed_coverage_new ();
  HeedFileSource source;
  HeedNetwork bound;

  if (places == NULL)
    return FALSE;

  heed_blueprint_infer (&parts->blueprint, weights, places);
  if (!check_shared (&parts->blueprint, weights, places, error) ||
      !check_reset (&parts->blueprint, weights, places, json, error) ||
      !heed_blueprint_check (&parts->blueprint, error))
    return FALSE;

  parts->parameters = heed_parameters_new ();
  source = (HeedFileSource) { parts->parameters, weights, places, coverage,
                              !shares_embedding (&parts->blueprint) };
  if (!heed_network_bind (&bound, &parts->blueprint, heed_file_source, &source, &flaw))
    {
      if (heed_weights_check (weights, error))
        g_propagate_error (error, g_steal_pointer (&flaw));
      return FALSE;
    }

  parts->unread = heed_coverage_list_unread (coverage, weights, &parts->blueprint);

  return heed_unread_ignore (parts->unread, weights, heed_json_get_member (json, "ignore"),
                             error) &&
         heed_weights_check (weights, error);
}

/**
 * heed_model_parts_load_described:
 * @parts: (inout): all zero; the caller must clear it, also after an error
 * @json: the description of the weights
 * @path: path of the model; its name if there is no other
 *
 * Errors: as heed_model_load()
 */
gboolean
heed_model_parts_load_described (HeedModelParts  *parts,
                                 HeedWeights     *weights,
                                 const HeedJson  *json,
                                 const char      *path,
                                 GError         **error)
{
  const HeedModelTextPlace place = { weights, json, path };

  if (!heed_model_parts_parse (parts, json, error) || !load_weights (parts, weights, json, error) ||
      !heed_model_text_load (&place, "source", &parts->source_special, &parts->source_text,
                             error) ||
      !heed_model_text_load (&place, "target", &parts->target_special, &parts->target_text, error))
    return FALSE;

  parts->metadata = copy_metadata (weights);
  g_hash_table_insert (parts->metadata, g_strdup ("heed.config"), write_described (json));
  take_names (parts->metadata, json);
  take_refusal (parts, json);
  name_after_file (parts->metadata, path);

  return TRUE;
}

/* --- Writing --- */

static void
set_token (HeedJson   *json,
           const char *key,
           guint32     id)
{
  if (id != HEED_NO_TOKEN)
    heed_json_set_whole (json, key, id);
}

static void
set_tokens (HeedJson                *json,
            const char              *key,
            const HeedSpecialTokens *special)
{
  HeedJson *tokens = heed_json_set_object (json, key);

  set_token (tokens, "begin", special->begin);
  set_token (tokens, "end", special->end);
  set_token (tokens, "padding", special->padding);
  set_token (tokens, "unknown", special->unknown);
}

static char *
write_config (const HeedModelParts *parts)
{
  g_autoptr(HeedJson) json = heed_blueprint_to_json (&parts->blueprint);

  set_tokens (json, "tokens", &parts->target_special);
  set_tokens (json, "source_tokens", &parts->source_special);
  if (parts->source_text != NULL)
    heed_model_text_describe (parts->source_text, json, "source_text");
  if (parts->target_text != NULL)
    heed_model_text_describe (parts->target_text, json, "target_text");

  return heed_json_to_line (json);
}

/* Converts to half precision: rounds to nearest, ties to even; too large numbers become
 * infinite. Below 2^-14, the smallest normal half, adding 0.5 makes the processor round at the
 * bit that will be the last one. */
static guint16
to_half (float value)
{
  const guint32 infinity = 0x47800000, smallest_normal = 0x38800000, one_half = 0x3f000000;
  guint32 bits, size;

  memcpy (&bits, &value, sizeof bits);
  size = bits & 0x7fffffff;

  if (size >= infinity)
    {
      size = 0x7c00;
    }
  else if (size < smallest_normal)
    {
      float shifted;

      memcpy (&shifted, &size, sizeof shifted);
      shifted += 0.5f;
      memcpy (&size, &shifted, sizeof size);
      size -= one_half;
    }
  else
    {
      size = (size - (112u << 23) + 0x0fff + ((size >> 13) & 1)) >> 13;
    }

  return (guint16) (size | (bits >> 16 & 0x8000));
}

static const guint8 *
halve (const HeedTensor *tensor,
       GPtrArray        *kept)
{
  gsize n_values = heed_tensor_n_values (tensor);
  guint16 *halves = g_new (guint16, n_values);

  for (gsize i = 0; i < n_values; i++)
    halves[i] = GUINT16_TO_LE (to_half (tensor->values[i]));
  g_ptr_array_add (kept, halves);

  return (const guint8 *) halves;
}

static void
add_tensor (GArray           *arrays,
            const HeedTensor *tensor,
            gboolean          half,
            GPtrArray        *kept)
{
  gsize n_values = heed_tensor_n_values (tensor);
  HeedArray array = {
    .name = tensor->name,
    .dtype = half ? HEED_DTYPE_F16 : HEED_DTYPE_F32,
    .n_dims = 2,
    .shape = { tensor->n_rows, tensor->n_columns },
    .n_values = n_values,
    .n_bytes = n_values * (half ? sizeof (guint16) : sizeof (float)),
    .data = half ? halve (tensor, kept) : (const guint8 *) tensor->values,
  };

  g_array_append_val (arrays, array);
}

/* Refuses numbers that are too large for a half and would become infinite. */
static gboolean
check_half (const HeedTensor  *tensor,
            GError           **error)
{
  gsize n_values = heed_tensor_n_values (tensor);

  for (gsize i = 0; i < n_values; i++)
    if (fabsf (tensor->values[i]) >= LARGEST_HALF)
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                     "%s: expected numbers below %g, which 16 bits can hold, found %g",
                     tensor->name, (double) LARGEST_HALF, tensor->values[i]);
        return FALSE;
      }

  return TRUE;
}

/**
 * heed_model_parts_save:
 * @half: whether to write numbers of 16 bits instead of 32
 *
 * Errors: %HEED_ERROR_NOT_FINITE names a tensor with numbers too large for 16 bits;
 *   %HEED_ERROR_DAMAGED if the file that the numbers are mapped from was written to;
 *   those of writing a file
 */
gboolean
heed_model_parts_save (const HeedModelParts  *parts,
                       const char            *path,
                       gboolean               half,
                       GError               **error)
{
  g_autoptr(GArray) arrays = g_array_new (FALSE, FALSE, sizeof (HeedArray));
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!heed_parameters_check_file (parts->parameters, error))
    return FALSE;

  for (guint i = 0; i < heed_parameters_get_n (parts->parameters); i++)
    {
      if (half && !check_half (heed_parameters_get (parts->parameters, i), error))
        return FALSE;
      add_tensor (arrays, heed_parameters_get (parts->parameters, i), half, kept);
    }

  for (guint i = 0; parts->metadata != NULL && kept_metadata[i] != NULL; i++)
    if (g_hash_table_contains (parts->metadata, kept_metadata[i]))
      g_hash_table_insert (metadata, g_strdup (kept_metadata[i]),
                           g_strdup (g_hash_table_lookup (parts->metadata, kept_metadata[i])));

  g_hash_table_insert (metadata, g_strdup ("format"), g_strdup ("heed"));
  g_hash_table_insert (metadata, g_strdup ("heed.config"), write_config (parts));
  heed_model_text_save (parts->source_text, "source", metadata, arrays);
  heed_model_text_save (parts->target_text, "target", metadata, arrays);

  return heed_safetensors_save (path, (const HeedArray *) (gpointer) arrays->data, arrays->len,
                                metadata, error);
}
