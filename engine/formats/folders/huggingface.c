/* huggingface.c — reading a folder written by Hugging Face's save_pretrained()
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     config.json                             the kind of model, and its sizes
 *     model.safetensors, pytorch_model.bin    the weights; either file, or
 *                                             several parts with an index
 *
 * and the vocabulary, in files that depend on the model (marian.c, t5.c).
 */

#include "engine/formats/folders/folders.h"

#include <string.h>

#include "engine/files/safetensors.h"
#include "engine/files/torch-archive.h"
#include "engine/heed.h"

#define CONFIG      "config.json"
#define SAFETENSORS "model.safetensors"
#define TORCH       "pytorch_model.bin"
#define MAX_PARTS   1000

static const HeedJsonLimits index_limits = { 4, 1000 * 1000 };

static const struct {
  const char *type;  /* model_type in config.json */
  gboolean  (*read) (HeedFolderModel  *model,
                     HeedFolder       *folder,
                     const HeedJson   *config,
                     GError          **error);
} types[] = {
  { "marian", heed_marian_read },
  { "t5", heed_t5_read },
  { "mt5", heed_t5_read },
};

static gboolean
is_huggingface (HeedFolder *folder)
{
  return heed_folder_has (folder, CONFIG);
}

/* --- Unsupported models --------------------------------------------------- */

static gboolean
is_listed (const char        *type,
           const char *const *list)
{
  return g_strv_contains (list, type);
}

/* Returns whether the first architecture, such as "GPT2LMHeadModel", generates text. */
static gboolean
writes_text (const HeedJson *config)
{
  const HeedJson *list = heed_json_get_member (config, "architectures");
  const HeedJson *first = heed_json_get_n (list) > 0 ? heed_json_get_nth (list, 0) : NULL;
  const char *name = heed_json_get_text (first);

  return name != NULL && (strstr (name, "CausalLM") != NULL || strstr (name, "LMHead") != NULL);
}

static const char *
name_lack (const HeedJson *config,
           const char     *type,
           gboolean        is_encoder_decoder)
{
  static const char *const decoders[] = { "gpt2",       "gpt_neo", "gpt_neox", "gptj",   "llama",
                                          "mistral",    "mixtral", "gemma",    "gemma2", "gemma3",
                                          "qwen2",      "qwen3",   "opt",      "bloom",  "falcon",
                                          "phi",        "phi3",    "mpt",      "ctrl",   "xglm",
                                          "openai-gpt", NULL };
  static const char *const encoders[] = { "bert",      "roberta",     "distilbert", "electra",
                                          "albert",    "xlm-roberta", "deberta",    "deberta-v2",
                                          "camembert", "mpnet",       "modernbert", "vit",
                                          NULL };

  if (is_encoder_decoder)
    return "an encoder–decoder of another kind";

  if (is_listed (type, decoders) || (writes_text (config) && !is_listed (type, encoders)))
    return "a decoder without an encoder";

  if (is_listed (type, encoders))
    return "an encoder without a decoder";

  return "a model that is no encoder–decoder";
}

static gboolean
refuse_type (const HeedJson  *config,
             const char      *type,
             GError         **error)
{
  gboolean is_encoder_decoder = FALSE;

  if (!heed_json_read_boolean (config, "is_encoder_decoder", &is_encoder_decoder, error))
    return FALSE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               CONFIG ": model_type: expected marian, t5 or mt5, found %.40s, %s",
               type, name_lack (config, type, is_encoder_decoder));

  return FALSE;
}

/* --- Loading -------------------------------------------------------------- */

static HeedWeights *
load_torch (GBytes  *file,
            GError **error)
{
  g_autoptr(HeedTorchArchive) archive = heed_torch_archive_parse (file, error);

  return archive != NULL ? heed_weights_ref (heed_torch_archive_get_weights (archive)) : NULL;
}

static HeedWeights *
load_part (HeedFolder  *folder,
           const char  *name,
           GError     **error)
{
  g_autoptr(GBytes) file = heed_folder_map (folder, name, error);
  HeedWeights *weights;

  if (file == NULL)
    return NULL;

  weights = g_str_has_suffix (name, ".safetensors") ? heed_safetensors_parse (file, error)
                                                    : load_torch (file, error);
  if (weights == NULL)
    g_prefix_error (error, "%s: ", name);

  return weights;
}

/* Lists the files in an index, each once, sorted by name. */
static GPtrArray *
list_parts (HeedFolder  *folder,
            const char  *index,
            GError     **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GBytes) file = heed_folder_map (folder, index, error);
  g_autoptr(HeedJson) json =
    file != NULL ? heed_json_parse_bytes (index, file, &index_limits, error) : NULL;
  const HeedJson *map = heed_json_get_member (json, "weight_map");

  if (json == NULL)
    return NULL;

  for (guint i = 0; i < heed_json_get_n (map); i++)
    {
      const char *name = heed_json_get_text (heed_json_get_nth (map, i));

      if (name == NULL || strchr (name, '/') != NULL || !heed_folder_has (folder, name))
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                       "%s: expected that every part is there, found no %.200s", index,
                       name != NULL ? name : "name of one");
          return NULL;
        }
      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (name));
      if (names->len > MAX_PARTS)
        break;
    }

  if (names->len > 0 && names->len <= MAX_PARTS)
    return g_steal_pointer (&names);

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected a weight_map of 1 to %d files, found %s", index, MAX_PARTS,
               names->len == 0 ? "none" : "more");

  return NULL;
}

static HeedWeights *
load_parts (HeedFolder  *folder,
            const char  *index,
            GError     **error)
{
  g_autoptr(GPtrArray) names = list_parts (folder, index, error);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_weights_unref);
  g_autoptr(GPtrArray) prefixes = g_ptr_array_new ();

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      HeedWeights *part = load_part (folder, g_ptr_array_index (names, i), error);

      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
      g_ptr_array_add (prefixes, (gpointer) "");
    }

  return names != NULL
         ? heed_weights_join ((HeedWeights *const *) parts->pdata,
                              (const char *const *) prefixes->pdata, parts->len, error)
         : NULL;
}

static HeedWeights *
load_weights (HeedFolder  *folder,
              GError     **error)
{
  static const char *const wholes[] = { SAFETENSORS, TORCH };

  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    {
      g_autofree char *index = g_strconcat (wholes[i], ".index.json", NULL);

      if (heed_folder_has (folder, wholes[i]))
        return load_part (folder, wholes[i], error);
      if (heed_folder_has (folder, index))
        return load_parts (folder, index, error);
    }

  g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                       "weights: expected " SAFETENSORS " or " TORCH
                       ", whole or in parts with an index, found neither");

  return NULL;
}

static gboolean
read_huggingface (HeedFolderModel  *model,
                  HeedFolder       *folder,
                  GError          **error)
{
  g_autoptr(HeedJson) config = NULL;
  const char *type = NULL;

  if (!heed_config_load (&config, folder, CONFIG, error) ||
      !heed_json_require (config, "model_type", error) ||
      !heed_json_read_text (config, "model_type", &type, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].type, type))
      {
        model->weights = load_weights (folder, error);
        model->recognition.weights = model->weights;

        return model->weights != NULL && types[i].read (model, folder, config, error);
      }

  return refuse_type (config, type, error);
}

const HeedFolderKind heed_folder_kind_huggingface = {
  .title = "a folder of Hugging Face's (config.json)",
  .is_one = is_huggingface,
  .read = read_huggingface,
};
