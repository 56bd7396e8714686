/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/networks/tensor-places.c,
 *   engine/networks/binder.c,
 *   engine/networks/file-source.c,
 *   engine/networks/random-source.c
 */

#include "engine/networks/parameters.h"

#include <math.h>
#include <string.h>

#include "engine/files/weights-builder.h"
#include "engine/heed.h"
#include "engine/networks/file-source.h"

/* read as 2 x 3, and as another of 3 x 2 */
static const float block[] = { 1, 2, 3, 4, 5, 6 };

static HeedWeights *
new_weights (const float *numbers,
             gsize        n_rows,
             gsize        n_columns)
{
  HeedWeights *weights = heed_weights_new ();
  const HeedArray array = {
    .name = "a",
    .dtype = HEED_DTYPE_F32,
    .n_dims = 2,
    .shape = { n_rows, n_columns },
    .n_values = n_rows * n_columns,
    .data = (const guint8 *) numbers,
    .n_bytes = n_rows * n_columns * sizeof *numbers,
  };

  heed_weights_add_array (weights, &array);

  return weights;
}

/* Returns the tensor "w" of a file that has block as its "a", bound to this place. The set that
 * owns the tensor lives until the test ends. */
static HeedTensor *
find_called (HeedParameters  *parameters,
             const char      *name,
             const char      *place,
             guint            n_rows,
             guint            n_columns,
             GError         **error)
{
  g_autofree char *text = g_strdup_printf ("{\"tensors\": {\"%s\": %s}}", name, place);
  g_autoptr(HeedJson) json = heed_json_parse (NULL, text, strlen (text), NULL, NULL);
  g_autoptr(HeedWeights) weights = new_weights (block, 2, 3);
  g_autoptr(HeedTensorPlaces) places = heed_tensor_places_read (json, error);
  HeedFileSource source = { parameters, weights, places, NULL, FALSE };

  return places != NULL ? heed_file_source (&source, name, n_rows, n_columns, FALSE, error) : NULL;
}

static HeedTensor *
find (HeedParameters  *parameters,
      const char      *place,
      guint            n_rows,
      guint            n_columns,
      GError         **error)
{
  return find_called (parameters, "w", place, n_rows, n_columns, error);
}

static void
assert_values (const char  *place,
               guint        n_rows,
               guint        n_columns,
               const float *expected)
{
  g_autoptr(HeedParameters) parameters = heed_parameters_new ();
  g_autoptr(GError) error = NULL;
  HeedTensor *tensor = find (parameters, place, n_rows, n_columns, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_rows * n_columns; i++)
    g_assert_cmpfloat (tensor->values[i], ==, expected[i]);
}

static void
test_parameters_come_from_the_place_that_is_said (void)
{
  assert_values ("\"a\"", 2, 3, block);
  assert_values ("{\"name\": \"a\"}", 2, 3, block);
  assert_values ("{\"name\": \"a\", \"columns\": [1, 3]}", 2, 2, (const float[]) { 2, 3, 5, 6 });
  assert_values ("{\"name\": \"a\", \"rows\": [1, 2]}", 1, 3, (const float[]) { 4, 5, 6 });
  assert_values ("{\"name\": \"a\", \"transposed\": true}", 3, 2,
                 (const float[]) { 1, 4, 2, 5, 3, 6 });
  assert_values ("{\"name\": \"a\", \"transposed\": true, \"columns\": [1, 3]}", 2, 2,
                 (const float[]) { 2, 5, 3, 6 });
  assert_values ("{\"name\": \"a\", \"scale\": 0.5}", 2, 3,
                 (const float[]) { 0.5f, 1, 1.5f, 2, 2.5f, 3 });
  assert_values ("[{\"name\": \"a\", \"columns\": [0, 1]}, {\"name\": \"a\", \"columns\": [2, 3], "
                 "\"to\": [1, 2]}]",
                 3, 3, (const float[]) { 1, 0, 0, 4, 0, 3, 0, 0, 6 });
}

/* Each gate is a row of the file, or a column if the matrix is transposed. */
static void
test_parameters_gates_are_put_in_order (void)
{
  static const struct { const char *place; guint n_rows, n_columns; float expected[6]; } cases[] = {
    { "{\"name\": \"a\", \"transposed\": true, \"gates\": \"zrn\"}", 3, 2, { 2, 5, 1, 4, 3, 6 } },
    { "{\"name\": \"a\", \"transposed\": true, \"gates\": \"nrz\"}", 3, 2, { 2, 5, 3, 6, 1, 4 } },
    { "{\"name\": \"a\", \"transposed\": true, \"gates\": \"rzn\"}", 3, 2, { 1, 4, 2, 5, 3, 6 } },
    { "{\"name\": \"a\", \"rows\": [1, 2], \"gates\": \"zrn\"}", 1, 3, { 5, 4, 6 } },
    { "[{\"name\": \"a\", \"rows\": [1, 2], \"gates\": \"znr\", \"to\": [0, 1]}]", 1, 4,
      { 0, 6, 4, 5 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HeedParameters) parameters = heed_parameters_new ();
      g_autoptr(GError) error = NULL;
      HeedTensor *tensor = find_called (parameters, "encoder.rnn.weight_ih_l0", cases[i].place,
                                        cases[i].n_rows, cases[i].n_columns, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < cases[i].n_rows * cases[i].n_columns; j++)
        g_assert_cmpfloat (tensor->values[j], ==, cases[i].expected[j]);
    }
}

static void
assert_refused (const char *place,
                guint       n_rows,
                guint       n_columns,
                int         code,
                const char *what)
{
  g_autoptr(HeedParameters) parameters = heed_parameters_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (find (parameters, place, n_rows, n_columns, &error));
  g_assert_error (error, HEED_ERROR, code);
  if (strstr (error->message, what) == NULL)
    g_error ("expected %s in: %s", what, error->message);
}

static void
test_parameters_of_another_shape_are_refused (void)
{
  assert_refused ("\"a\"", 3, 2, HEED_ERROR_SHAPE, "a: expected 3 x 2, found 2 x 3");
  assert_refused ("\"b\"", 2, 3, HEED_ERROR_UNSUPPORTED, "b: expected a tensor of 2 x 3");
  assert_refused ("{\"name\": \"a\", \"columns\": [1, 4]}", 2, 3, HEED_ERROR_SHAPE,
                  "a: expected 2 x 3");
  assert_refused ("{\"name\": \"a\", \"transposed\": true}", 2, 3, HEED_ERROR_SHAPE, "found 3 x 2");
  assert_refused ("[{\"name\": \"a\", \"to\": [1, 0]}]", 2, 3, HEED_ERROR_SHAPE, "from [1, 0]");
  assert_refused ("[{\"name\": \"a\", \"to\": [0, 2147483647]}]", 2, 3, HEED_ERROR_SHAPE,
                  "a: expected at most");
  assert_refused ("[{\"name\": \"a\"}, {\"name\": \"b\"}]", 2, 3, HEED_ERROR_UNSUPPORTED,
                  "b: expected a tensor");
}

static void
test_parameters_places_that_are_none_are_named (void)
{
  assert_refused ("{\"name\": \"a\", \"columns\": [3, 1]}", 2, 3, HEED_ERROR_UNSUPPORTED,
                  "w.columns: expected [first, end]");
  assert_refused ("{\"name\": \"a\", \"to\": [1]}", 2, 3, HEED_ERROR_UNSUPPORTED,
                  "w.to: expected [row, column], found a list of 1");
  assert_refused ("{\"name\": \"a\", \"scale\": \"2\"}", 2, 3, HEED_ERROR_UNSUPPORTED,
                  "w.scale: expected a number");
  assert_refused ("{\"name\": \"a\", \"transposed\": 1}", 2, 3, HEED_ERROR_UNSUPPORTED,
                  "w.transposed: expected true or false");
  assert_refused ("{\"name\": \"a\", \"gates\": \"zrn\"}", 2, 3, HEED_ERROR_UNSUPPORTED,
                  "w.gates: expected none but of a cell (rnn)");
  assert_refused ("[]", 2, 3, HEED_ERROR_UNSUPPORTED, "w: expected one to");
  assert_refused ("[1]", 2, 3, HEED_ERROR_UNSUPPORTED,
                  "w[0]: expected a name, or an object with one, found 1");
  assert_refused ("{\"columns\": [0, 1]}", 2, 3, HEED_ERROR_UNSUPPORTED,
                  "w: expected a name, or an object with one, found an object");
}

static void
test_parameters_that_are_whole_are_not_copied (void)
{
  g_autoptr(HeedParameters) parameters = heed_parameters_new ();
  g_autoptr(HeedWeights) weights = new_weights (block, 2, 3);
  g_autoptr(HeedTensorPlaces) places = heed_tensor_places_read (NULL, NULL);
  HeedFileSource source = { parameters, weights, places, NULL, FALSE };
  HeedTensor *tensor = heed_file_source (&source, "a", 2, 3, FALSE, NULL);

  g_assert_true (tensor->values == block);
}

/* Numbers are checked in blocks; a NaN is found wherever it is in a block. */
static void
test_parameters_that_are_not_finite_are_found (void)
{
  static const float wrong[] = { NAN, INFINITY, -INFINITY };
  g_autofree float *numbers = g_new0 (float, 1000);

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr(HeedParameters) parameters = heed_parameters_new ();
      g_autoptr(HeedWeights) weights = new_weights (numbers, 1, 1000);
      g_autoptr(HeedTensorPlaces) places = heed_tensor_places_read (NULL, NULL);
      HeedFileSource source = { parameters, weights, places, NULL, FALSE };
      g_autofree char *at = g_strdup_printf ("a: expected finite numbers, found %g at [0, %u]",
                                             (double) wrong[i % G_N_ELEMENTS (wrong)], i);
      g_autoptr(GError) error = NULL;

      numbers[i] = wrong[i % G_N_ELEMENTS (wrong)];
      g_assert_null (heed_file_source (&source, "a", 1, 1000, FALSE, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE);
      g_assert_cmpstr (error->message, ==, at);
      numbers[i] = i % 2 == 0 ? G_MAXFLOAT : -G_MINFLOAT / 2;
    }
}

/* The index is that of the file, where the matrix may be transposed. */
static void
test_parameters_that_are_not_finite_are_named_as_in_the_file (void)
{
  static const float numbers[] = { 1, 2, 3, 4, 5, NAN };
  g_autoptr(HeedParameters) parameters = heed_parameters_new ();
  g_autoptr(HeedWeights) weights = new_weights (numbers, 2, 3);
  static const char text[] =
    "{\"tensors\": {\"w\": {\"name\": \"a\", \"transposed\": true, \"columns\": [1, 3]}}}";
  g_autoptr(HeedJson) json = heed_json_parse (NULL, text, strlen (text), NULL, NULL);
  g_autoptr(HeedTensorPlaces) places = heed_tensor_places_read (json, NULL);
  HeedFileSource source = { parameters, weights, places, NULL, FALSE };
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_file_source (&source, "w", 2, 2, FALSE, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE);
  g_assert_true (g_str_has_prefix (error->message, "a: "));
  g_assert_true (g_str_has_suffix (error->message, "at [1, 2]"));
}

/* The tensor claims 16 TB but has six numbers; nothing of it is read. */
static void
test_parameters_larger_than_memory_are_refused (void)
{
  g_autoptr(HeedParameters) parameters = heed_parameters_new ();
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  g_autoptr(HeedTensorPlaces) places = heed_tensor_places_read (NULL, NULL);
  const guint side = 1u << 21;
  const HeedArray array = {
    .name = "a",
    .dtype = HEED_DTYPE_F16,
    .n_dims = 2,
    .shape = { side, side },
    .n_values = (gsize) side * side,
    .data = (const guint8 *) block,
    .n_bytes = (gsize) side * side * 2,
  };
  HeedFileSource source = { parameters, weights, places, NULL, FALSE };
  g_autoptr(GError) error = NULL;

  heed_weights_add_array (weights, &array);
  g_assert_null (heed_file_source (&source, "a", side, side, FALSE, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
}

/* Only the rows that are selected are read: of 12 TB, three numbers. */
static void
test_parameters_of_a_part_read_only_the_part (void)
{
  g_autoptr(HeedParameters) parameters = heed_parameters_new ();
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  static const char text[] =
    "{\"tensors\": {\"w\": [{\"name\": \"a\", \"rows\": [1, 2], \"columns\": [1, 3], "
    "\"scale\": 2}, {\"name\": \"a\", \"rows\": [0, 1], \"columns\": [0, 1], \"to\": [1, 1]}]}}";
  g_autoptr(HeedJson) json = heed_json_parse (NULL, text, strlen (text), NULL, NULL);
  g_autoptr(HeedTensorPlaces) places = heed_tensor_places_read (json, NULL);
  const gsize n_rows = (gsize) 1 << 40;
  const HeedArray array = {
    .name = "a",
    .dtype = HEED_DTYPE_F32,
    .n_dims = 2,
    .shape = { n_rows, 3 },
    .n_values = n_rows * 3,
    .data = (const guint8 *) block,
    .n_bytes = n_rows * 3 * sizeof *block,
  };
  HeedFileSource source = { parameters, weights, places, NULL, FALSE };
  static const float expected[] = { 10, 12, 0, 1 };
  g_autoptr(GError) error = NULL;
  HeedTensor *tensor;

  heed_weights_add_array (weights, &array);
  tensor = heed_file_source (&source, "w", 2, 2, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpfloat (tensor->values[i], ==, expected[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/parameters/come-from-the-place-that-is-said",
                   test_parameters_come_from_the_place_that_is_said);
  g_test_add_func ("/engine/parameters/gates-are-put-in-order",
                   test_parameters_gates_are_put_in_order);
  g_test_add_func ("/engine/parameters/of-another-shape-are-refused",
                   test_parameters_of_another_shape_are_refused);
  g_test_add_func ("/engine/parameters/places-that-are-none-are-named",
                   test_parameters_places_that_are_none_are_named);
  g_test_add_func ("/engine/parameters/that-are-whole-are-not-copied",
                   test_parameters_that_are_whole_are_not_copied);
  g_test_add_func ("/engine/parameters/that-are-not-finite-are-found",
                   test_parameters_that_are_not_finite_are_found);
  g_test_add_func ("/engine/parameters/that-are-not-finite-are-named-as-in-the-file",
                   test_parameters_that_are_not_finite_are_named_as_in_the_file);
  g_test_add_func ("/engine/parameters/larger-than-memory-are-refused",
                   test_parameters_larger_than_memory_are_refused);
  g_test_add_func ("/engine/parameters/of-a-part-read-only-the-part",
                   test_parameters_of_a_part_read_only_the_part);

  return g_test_run ();
}
