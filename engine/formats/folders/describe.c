/* describe.c — what several kinds of folder say of a model alike
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/folders/describe.h"

#include "engine/heed.h"
#include "engine/networks/fields.h"

#define BAD_WORDS         "bad_words_ids"
#define GENERATION_CONFIG "generation_config.json"

/* --- Tokens --------------------------------------------------------------- */

gboolean
heed_describe_get_tokens (const HeedConfig   *config,
                          HeedSpecialTokens  *special,
                          GError            **error)
{
  const guint most = HEED_MAX_VOCABULARY - 1;

  if (!heed_config_get_count (config, "pad_token_id", 0, most, &special->padding, error))
    return FALSE;

  special->begin = special->padding;

  return heed_config_get_count (config, "decoder_start_token_id", 0, most, &special->begin, error) &&
         heed_config_get_count (config, "eos_token_id", 0, most, &special->end, error);
}

static JsonObject *
list_tokens (const HeedSpecialTokens *special)
{
  const struct { const char *name; guint32 id; } tokens[] = {
    { "unknown", special->unknown },
    { "padding", special->padding },
    { "begin", special->begin },
    { "end", special->end },
  };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    if (tokens[i].id != HEED_NO_TOKEN)
      json_object_set_int_member (object, tokens[i].name, tokens[i].id);

  return object;
}

void
heed_describe_tokens (HeedRecognition         *recognition,
                      const HeedSpecialTokens *source,
                      const HeedSpecialTokens *target,
                      const char              *why)
{
  json_object_set_object_member (recognition->json, "tokens", list_tokens (target));
  json_object_set_object_member (recognition->json, "source_tokens", list_tokens (source));
  json_object_set_string_member (recognition->why, "tokens", why);
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
add_banned (JsonArray   *banned,
            JsonNode    *tainted,
            GError     **error)
{
  JsonArray *sequence = JSON_NODE_HOLDS_ARRAY (tainted) ? json_node_get_array (tainted) : NULL;
  gboolean has_one = sequence != NULL && json_array_get_length (sequence) == 1;
  JsonNode *id = has_one ? json_array_get_element (sequence, 0) : NULL;

  if (id == NULL || !JSON_NODE_HOLDS_VALUE (id) || json_node_get_value_type (id) != G_TYPE_INT64)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           BAD_WORDS ": expected a list of lists of one id each, found something else");
      return FALSE;
    }

  json_array_add_int_element (banned, json_node_get_int (id));

  return TRUE;
}

static gboolean
describe_banned (HeedRecognition   *recognition,
                 const HeedConfig  *config,
                 GError           **error)
{
  JsonNode *node = json_object_get_member (config->json, BAD_WORDS);
  JsonArray *lists = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr(JsonArray) banned = json_array_new ();

  if (lists == NULL)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           BAD_WORDS ": expected a list, found something else");
      return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (lists); i++)
    if (!add_banned (banned, json_array_get_element (lists, i), error))
      return FALSE;

  json_object_set_array_member (recognition->json, "banned", g_steal_pointer (&banned));
  json_object_set_string_member (recognition->why, "banned", BAD_WORDS);

  return TRUE;
}

gboolean
heed_describe_banned (HeedRecognition   *recognition,
                      HeedFolder        *folder,
                      const HeedConfig  *config,
                      GError           **error)
{
  g_auto(HeedConfig) generation = { 0 };

  if (heed_config_has (config, BAD_WORDS))
    return describe_banned (recognition, config, error);

  if (!heed_folder_has (folder, GENERATION_CONFIG))
    return TRUE;

  return heed_config_load (&generation, folder, GENERATION_CONFIG, error) &&
         (!heed_config_has (&generation, BAD_WORDS) || describe_banned (recognition, &generation, error));
}
