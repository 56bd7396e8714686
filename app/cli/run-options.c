/* run-options.c — the "run" of a training configuration: what train does around it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     "run": {"output": "english-french.safetensors",
 *             "valid_every": 500, "patience": 5, "checkpoint_every": 60,
 *             "translate": 200, "select": "bleu", "bleu_tokenizer": "13a",
 *             "card": {"licence": "CC-BY-SA-4.0", ...}}
 *
 * Everything may be left out. What the model and the optimizer are is not here:
 * the engine reads the rest of the file.
 */

#include "app/cli/run-options.h"

#include <json-glib/json-glib.h>

static const HeedRunOptions defaults = {
  .valid_every = 500,
  .checkpoint_every = 60,
  .n_translated = 200,
  .select = HEED_SELECT_BLEU,
  .bleu_tokenizer = HEED_BLEU_13A,
};

static gboolean
refuse (GError     **error,
        const char  *member,
        const char  *expected)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "run: %s: expected %s, found something else", member, expected);
  return FALSE;
}

static gboolean
check_members (JsonObject  *run,
               GError     **error)
{
  static const char *const known[] = {
    "output", "valid_every", "patience", "checkpoint_every", "translate", "select", "bleu_tokenizer", "half", "card", NULL
  };
  g_autoptr(GList) members = json_object_get_members (run);

  for (GList *member = members; member != NULL; member = member->next)
    if (!g_strv_contains (known, member->data))
      {
        g_autofree char *list = g_strjoinv (", ", (char **) known);

        g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                     "run: expected %s, found %s", list, (const char *) member->data);
        return FALSE;
      }

  return TRUE;
}

static gboolean
parse_count (JsonObject  *run,
             const char  *member,
             guint       *count,
             GError     **error)
{
  JsonNode *node = json_object_get_member (run, member);

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < 0 || json_node_get_int (node) > G_MAXINT)
    return refuse (error, member, "a whole number, 0 or more");

  *count = (guint) json_node_get_int (node);

  return TRUE;
}

static gboolean
parse_text (JsonObject   *run,
            const char   *member,
            const char  **text,
            GError      **error)
{
  JsonNode *node = json_object_get_member (run, member);

  *text = NULL;
  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (error, member, "a text");

  *text = json_node_get_string (node);

  return TRUE;
}

static gboolean
parse_word (JsonObject         *run,
            const char         *member,
            const char *const  *words,
            guint              *word,
            GError            **error)
{
  g_autofree char *list = NULL;
  const char *text;

  if (!parse_text (run, member, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      {
        *word = i;
        return TRUE;
      }

  list = g_strjoinv ("|", (char **) words);

  return refuse (error, member, list);
}

static gboolean
parse_boolean (JsonObject  *run,
               const char  *member,
               gboolean    *value,
               GError     **error)
{
  JsonNode *node = json_object_get_member (run, member);

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse (error, member, "true or false");

  *value = json_node_get_boolean (node);

  return TRUE;
}

static gboolean
parse_card (JsonObject      *run,
            HeedRunOptions  *options,
            GError         **error)
{
  JsonNode *node = json_object_get_member (run, "card");

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "card", "an object");

  options->card = json_to_string (node, FALSE);

  return TRUE;
}

static gboolean
parse_run (JsonObject      *run,
           const char      *base_folder,
           HeedRunOptions  *options,
           GError         **error)
{
  static const char *const selections[] = { "bleu", "loss", NULL };
  static const char *const tokenizers[] = { "13a", "none", "zh", "char", NULL };
  const char *output;
  guint select = options->select;
  guint tokenizer = options->bleu_tokenizer;

  if (!check_members (run, error) ||
      !parse_text (run, "output", &output, error) ||
      !parse_count (run, "valid_every", &options->valid_every, error) ||
      !parse_count (run, "patience", &options->patience, error) ||
      !parse_count (run, "checkpoint_every", &options->checkpoint_every, error) ||
      !parse_count (run, "translate", &options->n_translated, error) ||
      !parse_word (run, "select", selections, &select, error) ||
      !parse_word (run, "bleu_tokenizer", tokenizers, &tokenizer, error) ||
      !parse_boolean (run, "half", &options->half, error) ||
      !parse_card (run, options, error))
    return FALSE;

  options->output = output != NULL ? g_canonicalize_filename (output, base_folder) : NULL;
  options->select = select;
  options->bleu_tokenizer = tokenizer;

  return TRUE;
}

/**
 * heed_run_options_parse:
 * @options: (out): clear it, also after an error
 * @configuration: the whole configuration, as heed_trainer_new() takes it
 * @base_folder: absolute
 *
 * A configuration that is no JSON object at all is left to the engine to refuse.
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the member, what it may be and what it is
 */
gboolean
heed_run_options_parse (HeedRunOptions  *options,
                        const char      *configuration,
                        const char      *base_folder,
                        GError         **error)
{
  g_autoptr(JsonNode) root = json_from_string (configuration, NULL);
  JsonNode *run;

  *options = defaults;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return TRUE;

  run = json_object_get_member (json_node_get_object (root), "run");
  if (run == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_OBJECT (run))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "run: expected an object, found something else");
      return FALSE;
    }

  return parse_run (json_node_get_object (run), base_folder, options, error);
}

void
heed_run_options_clear (HeedRunOptions *options)
{
  g_clear_pointer (&options->output, g_free);
  g_clear_pointer (&options->card, g_free);
}

/**
 * heed_run_options_strip:
 * @configuration: the whole configuration
 *
 * Returns: (transfer full): what the engine is to read; @configuration itself if
 *   it is no JSON object, for the engine to say so
 */
char *
heed_run_options_strip (const char *configuration)
{
  g_autoptr(JsonNode) root = json_from_string (configuration, NULL);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return g_strdup (configuration);

  json_object_remove_member (json_node_get_object (root), "run");

  return json_to_string (root, FALSE);
}
