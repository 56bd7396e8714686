/* bench.c — heed-cli bench: the engine's own measurements
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One sentence is decoded again and again for as long as asked, every step with
 * everything it hands out, and each kind of work is given as the median and the
 * least of all runs. A machine that does other things too makes the median
 * larger; the least is what the work itself takes.
 */

#include <string.h>

#include "app/cli/json-output.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/verb.h"

#define DEFAULT_SENTENCE "Where did you put the book that I gave you yesterday?"
#define USEC_PER_MSEC    1000.0

/* As given on the command line. */
static struct
{
  char   *model;
  char   *sentence;
  double  seconds;
} given;

static const GOptionEntry options[] = {
  HEED_OPTION_MODEL (&given.model),
  { "sentence", 's', 0, G_OPTION_ARG_STRING, &given.sentence, "What to decode", "TEXT" },
  { "seconds", 't', 0, G_OPTION_ARG_DOUBLE, &given.seconds, "How long to measure (default 2)", "N" },
  G_OPTION_ENTRY_NULL
};

/* Microseconds, one of each per run. */
typedef struct
{
  GArray *encode;    /* double: a session is made */
  GArray *step;      /* double: the mean step of one run */
  GArray *sentence;  /* double: both, to the end of the sentence */
  guint   n_source;
  guint   n_steps;
} Measurements;

static Measurements
new_measurements (void)
{
  return (Measurements) {
    .encode = g_array_new (FALSE, FALSE, sizeof (double)),
    .step = g_array_new (FALSE, FALSE, sizeof (double)),
    .sentence = g_array_new (FALSE, FALSE, sizeof (double)),
  };
}

static void
clear_measurements (Measurements *measurements)
{
  g_array_unref (measurements->encode);
  g_array_unref (measurements->step);
  g_array_unref (measurements->sentence);
}

/* g_get_monotonic_time() counts whole microseconds, and a step takes a few. */
static double
get_usec (GTimer *timer)
{
  return g_timer_elapsed (timer, NULL) * G_USEC_PER_SEC;
}

static gboolean
measure_once (HeedModel     *model,
              const char    *sentence,
              Measurements  *measurements,
              GError       **error)
{
  g_autoptr(GTimer) timer = g_timer_new ();
  g_autoptr(HeedSession) session = heed_session_new (model, sentence, error);
  double encode, total, step;

  if (session == NULL)
    return FALSE;
  encode = get_usec (timer);

  while (!heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) taken = heed_session_step (session, error);

      if (taken == NULL)
        return FALSE;
    }
  total = get_usec (timer);

  heed_session_get_source (session, &measurements->n_source);
  measurements->n_steps = heed_session_get_n_steps (session);
  step = (total - encode) / measurements->n_steps;
  g_array_append_val (measurements->encode, encode);
  g_array_append_val (measurements->step, step);
  g_array_append_val (measurements->sentence, total);

  return TRUE;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
add_measurement (HeedJson   *json,
                 const char *name,
                 GArray     *usec)
{
  g_array_sort (usec, compare_numbers);

  heed_json_begin_object (json, name);
  heed_json_add_number (json, "median", g_array_index (usec, double, usec->len / 2));
  heed_json_add_number (json, "least", g_array_index (usec, double, 0));
  heed_json_end_object (json);
}

static gboolean
write_measurements (HeedModel     *model,
                    double         load_usec,
                    Measurements  *measurements,
                    GError       **error)
{
  g_autoptr(HeedJson) json = heed_json_new ();
  g_autofree char *line = NULL;

  heed_json_begin_object (json, NULL);
  heed_json_add_string (json, "model", heed_model_get_info (model)->name);
  heed_json_add_count (json, "parameters", heed_model_get_info (model)->n_parameters);
  heed_json_add_count (json, "source_tokens", measurements->n_source);
  heed_json_add_count (json, "steps", measurements->n_steps);
  heed_json_add_count (json, "runs", measurements->step->len);
  heed_json_add_number (json, "load_ms", load_usec / USEC_PER_MSEC);
  add_measurement (json, "encode_us", measurements->encode);
  add_measurement (json, "step_us", measurements->step);
  add_measurement (json, "sentence_us", measurements->sentence);
  heed_json_end_object (json);
  line = g_strconcat (heed_json_get_text (json), "\n", NULL);

  return heed_output_write (line, strlen (line), error);
}

static gboolean
measure (HeedModel     *model,
         double         load_usec,
         GCancellable  *cancellable,
         GError       **error)
{
  const char *sentence = given.sentence != NULL ? given.sentence : DEFAULT_SENTENCE;
  Measurements measurements = new_measurements ();
  gint64 end = g_get_monotonic_time () + (gint64) (given.seconds * G_USEC_PER_SEC);
  gboolean is_done;

  do
    is_done = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
              measure_once (model, sentence, &measurements, error);
  while (is_done && g_get_monotonic_time () < end);

  is_done = is_done && write_measurements (model, load_usec, &measurements, error);
  clear_measurements (&measurements);

  return is_done;
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(GTimer) timer = g_timer_new ();

  if (given.seconds == 0.0)
    given.seconds = 2.0;

  if (!heed_options_check_no_arguments (arguments, error) ||
      !heed_options_check_range ("--seconds", (gint64) given.seconds, 0, 3600, error) ||
      (given.sentence != NULL && !heed_options_check_text ("--sentence", given.sentence, error)))
    return FALSE;

  model = heed_model_option_load (given.model, cancellable, error);
  if (model == NULL)
    return FALSE;

  return measure (model, get_usec (timer), cancellable, error);
}

const HeedVerb heed_verb_bench = {
  .name = "bench",
  .summary = "measures the engine on one sentence, as JSON",
  .options = options,
  .run = run,
};
