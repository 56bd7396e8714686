/* info.c — heed-cli info: what a model file is
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside each fact stands where it was found: in the file's metadata, or in
 * the shapes of its tensors, which show what a description leaves out.
 */

#include <json-glib/json-glib.h>
#include <string.h>

#include "app/cli/json-output.h"
#include "app/cli/model-option.h"
#include "app/cli/model-words.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/verb.h"

#define N_FIRST_TOKENS 8
#define NAME_WIDTH     26
#define VALUE_WIDTH    28

#define FROM_CONFIG "heed.config"
#define FROM_SHAPES "tensor shapes"

/* As given on the command line. */
static struct
{
  gboolean json;
} given;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, "As one JSON object", NULL },
  G_OPTION_ENTRY_NULL
};

/* One thing to know about a model: a text or a count. */
typedef struct {
  const char *name;
  const char *text;   /* NULL: it is a count */
  guint64     count;
  const char *origin;
} Fact;

static const char *
find_origin (HeedModel  *model,
             const char *key,
             const char *otherwise)
{
  return heed_model_get_metadata (model, key) != NULL ? key : otherwise;
}

/* What the configuration does not say was read from the shapes. */
static const char *
find_config_origin (JsonObject *config,
                    const char *key)
{
  JsonNode *node = config != NULL ? json_object_get_member (config, key) : NULL;
  gboolean is_said = node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                     (json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) > 0);

  return is_said ? FROM_CONFIG : FROM_SHAPES;
}

static GArray *
collect_facts (HeedModel  *model,
               JsonObject *config)
{
  const HeedModelInfo *info = heed_model_get_info (model);
  const char *architecture = heed_model_words_architecture (info->architecture);
  const char *attention = heed_model_words_attention (info->score);
  const Fact facts[] = {
    { "name", info->name, 0, find_origin (model, "heed.name", "file name") },
    { "source_language", info->source_language, 0, find_origin (model, "heed.source_language", "nowhere") },
    { "target_language", info->target_language, 0, find_origin (model, "heed.target_language", "nowhere") },
    { "architecture", architecture, 0, FROM_CONFIG },
    { "attention", attention, 0, FROM_CONFIG },
    { "encoder_layers", NULL, info->n_encoder_layers, find_config_origin (config, "encoder_layers") },
    { "encoder_directions", NULL, info->n_directions, find_config_origin (config, "encoder_directions") },
    { "decoder_layers", NULL, info->n_decoder_layers, find_config_origin (config, "decoder_layers") },
    { "decoder_width", NULL, info->width, find_config_origin (config, "decoder_width") },
    { "heads", NULL, info->n_heads, find_config_origin (config, "heads") },
    { "source_vocabulary", NULL, info->source_vocabulary, find_config_origin (config, "source_vocabulary") },
    { "target_vocabulary", NULL, info->target_vocabulary, find_config_origin (config, "target_vocabulary") },
    { "parameters", NULL, info->n_parameters, FROM_SHAPES },
  };
  GArray *array = g_array_new (FALSE, FALSE, sizeof (Fact));

  g_array_append_vals (array, facts, G_N_ELEMENTS (facts));

  return array;
}

/* --- As text --- */

static void
append_first_tokens (GString    *out,
                     HeedModel  *model,
                     const char *side,
                     guint       vocabulary,
                     HeedToken (*get_token) (HeedModel *model,
                                             guint32    id))
{
  heed_output_append_padded (out, side, NAME_WIDTH);
  for (guint32 id = 0; id < MIN (vocabulary, N_FIRST_TOKENS); id++)
    {
      heed_output_append_padded (out, get_token (model, id).text, 0);
      g_string_append_c (out, ' ');
    }
  g_string_append (out, vocabulary > N_FIRST_TOKENS ? "…\n" : "\n");
}

static void
append_tensor (GString              *out,
               const HeedTensorInfo *tensor)
{
  g_string_append_printf (out, "%-4s  ", tensor->dtype);
  for (guint i = 0; i < tensor->n_dims; i++)
    g_string_append_printf (out, i == 0 ? "%6" G_GSIZE_FORMAT : " x %-6" G_GSIZE_FORMAT, tensor->shape[i]);
  g_string_append (out, "  ");
  heed_output_append_padded (out, tensor->name, 0);
  g_string_append_c (out, '\n');
}

static void
append_card_value (GString    *out,
                   const char *name,
                   JsonNode   *node)
{
  char number[HEED_NUMBER_BYTES];

  heed_output_append_padded (out, name, NAME_WIDTH);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    heed_output_append_padded (out, json_node_get_string (node), 0);
  else
    g_string_append (out, heed_json_format_number (json_node_get_double (node), number));
  g_string_append_c (out, '\n');
}

/* A line for each text or number; what is nested deeper is for --json. */
static void
append_card (GString    *out,
             JsonObject *card,
             const char *prefix)
{
  g_autoptr(GList) members = json_object_get_members (card);

  for (GList *member = members; member != NULL; member = member->next)
    {
      JsonNode *node = json_object_get_member (card, member->data);
      g_autofree char *name = g_strdup_printf ("%s %s", prefix, (const char *) member->data);

      if (JSON_NODE_HOLDS_OBJECT (node) && g_str_equal (member->data, "held_out"))
        append_card (out, json_node_get_object (node), name);
      else if (JSON_NODE_HOLDS_VALUE (node))
        append_card_value (out, name, node);
    }
}

static void
append_text (GString    *out,
             HeedModel  *model,
             JsonObject *config)
{
  const HeedModelInfo *info = heed_model_get_info (model);
  const char *card = heed_model_get_metadata (model, "heed.card");
  g_autoptr(JsonNode) card_root = card != NULL ? json_from_string (card, NULL) : NULL;
  g_autoptr(GArray) facts = collect_facts (model, config);
  guint n_tensors;
  const HeedTensorInfo *tensors = heed_model_get_tensors (model, &n_tensors);

  for (guint i = 0; i < facts->len; i++)
    {
      const Fact *fact = &g_array_index (facts, Fact, i);
      g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, fact->count);

      heed_output_append_padded (out, fact->name, NAME_WIDTH);
      heed_output_append_padded (out, fact->text != NULL ? fact->text : count, VALUE_WIDTH);
      g_string_append_printf (out, "(%s)\n", fact->origin);
    }

  append_first_tokens (out, model, "source tokens", info->source_vocabulary, heed_model_get_source_token);
  append_first_tokens (out, model, "target tokens", info->target_vocabulary, heed_model_get_target_token);
  if (!info->has_text)
    g_string_append (out, "no text: the model knows its tokens by id only\n");
  if (card_root != NULL && JSON_NODE_HOLDS_OBJECT (card_root))
    append_card (out, json_node_get_object (card_root), "card");

  g_string_append_printf (out, "\n%u tensors\n", n_tensors);
  for (guint i = 0; i < n_tensors; i++)
    append_tensor (out, &tensors[i]);
}

/* --- As JSON --- */

static void
add_facts (HeedJson *json,
           GArray   *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const Fact *fact = &g_array_index (facts, Fact, i);

      if (fact->text != NULL)
        heed_json_add_string (json, fact->name, fact->text);
      else
        heed_json_add_count (json, fact->name, fact->count);
    }

  heed_json_begin_object (json, "from");
  for (guint i = 0; i < facts->len; i++)
    heed_json_add_string (json, g_array_index (facts, Fact, i).name,
                          g_array_index (facts, Fact, i).origin);
  heed_json_end_object (json);
}

static void
add_tensors (HeedJson  *json,
             HeedModel *model)
{
  guint n_tensors;
  const HeedTensorInfo *tensors = heed_model_get_tensors (model, &n_tensors);

  heed_json_begin_array (json, "tensors");
  for (guint i = 0; i < n_tensors; i++)
    {
      heed_json_begin_object (json, NULL);
      heed_json_add_string (json, "name", tensors[i].name);
      heed_json_add_string (json, "dtype", tensors[i].dtype);
      heed_json_begin_array (json, "shape");
      for (guint d = 0; d < tensors[i].n_dims; d++)
        heed_json_add_count (json, NULL, tensors[i].shape[d]);
      heed_json_end_array (json);
      heed_json_end_object (json);
    }
  heed_json_end_array (json);
}

static void
append_json (GString    *out,
             HeedModel  *model,
             JsonObject *config)
{
  const char *config_text = heed_model_get_metadata (model, FROM_CONFIG);
  const char *card = heed_model_get_metadata (model, "heed.card");
  g_autoptr(GArray) facts = collect_facts (model, config);
  g_autoptr(HeedJson) json = heed_json_new ();

  heed_json_begin_object (json, NULL);
  add_facts (json, facts);
  heed_json_add_boolean (json, "has_text", heed_model_get_info (model)->has_text);
  if (config_text != NULL)
    heed_json_add_json (json, "config", config_text);
  if (card != NULL)
    heed_json_add_json (json, "card", card);
  add_tensors (json, model);
  heed_json_end_object (json);

  g_string_append_printf (out, "%s\n", heed_json_get_text (json));
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GString) out = g_string_new (NULL);
  const char *config_text;
  JsonObject *config = NULL;

  if (g_strv_length (arguments) > 1)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "arguments: expected one model, found %u", g_strv_length (arguments));
      return FALSE;
    }

  model = heed_model_option_load (arguments[0], cancellable, error);
  if (model == NULL)
    return FALSE;

  config_text = heed_model_get_metadata (model, FROM_CONFIG);
  if (config_text != NULL && (root = json_from_string (config_text, NULL)) != NULL &&
      JSON_NODE_HOLDS_OBJECT (root))
    config = json_node_get_object (root);

  if (given.json)
    append_json (out, model, config);
  else
    append_text (out, model, config);

  return heed_output_write (out->str, out->len, error);
}

const HeedVerb heed_verb_info = {
  .name = "info",
  .arguments = "MODEL",
  .summary = "says what a model is, and where each number came from",
  .options = options,
  .run = run,
};
