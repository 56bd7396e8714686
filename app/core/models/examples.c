/* examples.c — example sentences, the model's own or by language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * They are in the language that the model reads, so they are not translated.
 */

#include "app/core/models/examples.h"

#include <string.h>

#define MAX_CHARACTERS 100  /* in an example from a model file */

static const char *const english[] = {
  "I would like a cup of tea, please.",
  "Where did you buy that red car?",
  "My brother has never seen the sea.",
  NULL
};

static const char *const french[] = {
  "Je voudrais une tasse de thé.",
  "Où as-tu acheté cette voiture rouge ?",
  "Mon frère n'a jamais vu la mer.",
  NULL
};

static const char *const chinese[] = {
  "我想喝一杯茶。",
  "你在哪里买的那辆红色的车？",
  "我弟弟从来没见过大海。",
  NULL
};

static const char *const none[] = { NULL };

static const char *const *
get_of_language (const char *language)
{
  if (g_str_has_prefix (language, "en"))
    return english;

  if (g_str_has_prefix (language, "fr"))
    return french;

  if (g_str_has_prefix (language, "zh"))
    return chinese;

  return none;
}

/* Returns the example of the model's file; NULL if there is none, or if it is not valid text
 * that fits on a button. */
static const char *
get_own (HeedModel *model)
{
  const char *example = heed_model_get_metadata (model, "heed.example");

  return example != NULL && *example != '\0' && g_utf8_validate (example, -1, NULL) &&
             g_utf8_strlen (example, -1) <= MAX_CHARACTERS && strpbrk (example, "\n\r") == NULL
         ? example
         : NULL;
}

/**
 * heed_examples_dup:
 *
 * Returns: (transfer full) (array zero-terminated=1): the example in the model's file,
 *   or else sentences in the model's source language; may be empty
 */
char **
heed_examples_dup (HeedModel *model)
{
  const char *own[] = { get_own (model), NULL };

  return g_strdupv ((char **) (own[0] != NULL
                                 ? own
                                 : get_of_language (heed_model_get_info (model)->source_language)));
}
