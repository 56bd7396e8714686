/* convert.c — heed-cli convert: saves any model that can be loaded in Heed's own format
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/verb.h"

#define SUFFIX ".safetensors"

/* As given on the command line. */
static struct
{
  char *dtype;
} given;

static const GOptionEntry options[] = {
  { "dtype", 0, 0, G_OPTION_ARG_STRING, &given.dtype,
    "Store numbers with 32 bits (default) or 16 bits", "f32|f16" },
  G_OPTION_ENTRY_NULL
};

static gboolean
check_arguments (char   **arguments,
                 GError **error)
{
  if (g_strv_length (arguments) != 2)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "arguments: expected a model and a file to write, found %u",
                   g_strv_length (arguments));
      return FALSE;
    }

  if (!g_str_has_suffix (arguments[1], SUFFIX))
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "file to write: expected a name that ends with " SUFFIX ", found %s",
                   arguments[1]);
      return FALSE;
    }

  return TRUE;
}

static gboolean
parse_dtype (gboolean  *half,
             GError   **error)
{
  *half = g_strcmp0 (given.dtype, "f16") == 0;
  if (given.dtype == NULL || *half || g_str_equal (given.dtype, "f32"))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE, "--dtype: expected f32 or f16, found %s",
               given.dtype);

  return FALSE;
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  HeedSaveOptions save = { 0 };
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(GString) out = g_string_new (NULL);
  guint n_tensors;

  if (!check_arguments (arguments, error) || !parse_dtype (&save.half, error) ||
      !heed_output_check_file (arguments[1], error) ||
      (model = heed_model_option_load (arguments[0], cancellable, error)) == NULL ||
      !heed_model_save_as (model, arguments[1], &save, error))
    return FALSE;

  heed_model_get_tensors (model, &n_tensors);
  heed_output_append_padded (out, arguments[1], 0);
  g_string_append_printf (out, ": %u tensors, %" G_GUINT64_FORMAT " parameters, %s\n", n_tensors,
                          heed_model_get_info (model)->n_parameters, save.half ? "f16" : "f32");

  return heed_output_write (out->str, out->len, error);
}

const HeedVerb heed_verb_convert = {
  .name = "convert",
  .arguments = "MODEL OUT.safetensors",
  .summary = "converts a model to Heed's own format",
  .options = options,
  .is_of_model = TRUE,
  .run = run,
};
