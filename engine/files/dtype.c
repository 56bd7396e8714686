/* dtype.c — the number types in files, and their conversion to float32
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers in a file may be unaligned, so each is read with memcpy, which compilers turn
 * into one unaligned load.
 */

#include "engine/files/weights-builder.h"

#include <string.h>

typedef void (*Widen) (const guint8 *from,
                       gsize         n_values,
                       float        *to);

static float
float_from_bits (guint32 bits)
{
  float number;

  memcpy (&number, &bits, sizeof number);

  return number;
}

/* 1 sign, 5 exponent (bias 15) and 10 fraction bits. Shifted to their positions in a float32,
 * they represent the number times 2^-112, also for subnormal numbers. */
static float
widen_half (guint16 half)
{
  guint32 sign = (guint32) (half & 0x8000) << 16;
  guint32 magnitude = (guint32) (half & 0x7fff) << 13;

  if (magnitude >= (guint32) 0x7c00 << 13)
    return float_from_bits (sign | magnitude | 0x7f800000);

  return float_from_bits (sign | 0x3f800000) * (float_from_bits (magnitude) * 0x1p112f);
}

/* A bfloat16 is the upper half of a float32. */
static float
widen_brain (guint16 brain)
{
  return float_from_bits ((guint32) brain << 16);
}

static float
float_from_truth (guint8 truth)
{
  return truth != 0 ? 1.0f : 0.0f;
}

#define DEFINE_WIDEN(name, type, from_little_endian, to_float)   \
  static void                                                   \
  widen_##name (const guint8 *from,                             \
                gsize         n_values,                         \
                float        *to)                               \
  {                                                             \
    for (gsize i = 0; i < n_values; i++)                        \
      {                                                         \
        type number;                                            \
                                                                \
        memcpy (&number, from + i * sizeof number, sizeof number); \
        to[i] = to_float (from_little_endian (number));         \
      }                                                         \
  }

static double
double_from_bits (guint64 bits)
{
  double number;

  memcpy (&number, &bits, sizeof number);

  return number;
}

DEFINE_WIDEN (bool, guint8, , float_from_truth)
DEFINE_WIDEN (u8, guint8, , (float))
DEFINE_WIDEN (i8, gint8, , (float))
DEFINE_WIDEN (i16, gint16, GINT16_FROM_LE, (float))
DEFINE_WIDEN (i32, gint32, GINT32_FROM_LE, (float))
DEFINE_WIDEN (i64, gint64, GINT64_FROM_LE, (float))
DEFINE_WIDEN (u16, guint16, GUINT16_FROM_LE, (float))
DEFINE_WIDEN (u32, guint32, GUINT32_FROM_LE, (float))
DEFINE_WIDEN (u64, guint64, GUINT64_FROM_LE, (float))
DEFINE_WIDEN (f16, guint16, GUINT16_FROM_LE, widen_half)
DEFINE_WIDEN (bf16, guint16, GUINT16_FROM_LE, widen_brain)
DEFINE_WIDEN (f32, guint32, GUINT32_FROM_LE, float_from_bits)
DEFINE_WIDEN (f64, guint64, GUINT64_FROM_LE, (float) double_from_bits)

static const struct {
  const char *name;  /* as in safetensors */
  gsize       size;  /* bytes */
  Widen       widen;
} dtypes[] = {
  [HEED_DTYPE_BOOL] = { "BOOL", 1, widen_bool },
  [HEED_DTYPE_U8]   = { "U8",   1, widen_u8 },
  [HEED_DTYPE_I8]   = { "I8",   1, widen_i8 },
  [HEED_DTYPE_I16]  = { "I16",  2, widen_i16 },
  [HEED_DTYPE_I32]  = { "I32",  4, widen_i32 },
  [HEED_DTYPE_I64]  = { "I64",  8, widen_i64 },
  [HEED_DTYPE_F16]  = { "F16",  2, widen_f16 },
  [HEED_DTYPE_BF16] = { "BF16", 2, widen_bf16 },
  [HEED_DTYPE_F32]  = { "F32",  4, widen_f32 },
  [HEED_DTYPE_F64]  = { "F64",  8, widen_f64 },
  [HEED_DTYPE_U16]  = { "U16",  2, widen_u16 },
  [HEED_DTYPE_U32]  = { "U32",  4, widen_u32 },
  [HEED_DTYPE_U64]  = { "U64",  8, widen_u64 },
};

/**
 * heed_dtype_get_name:
 *
 * Returns: (transfer none): its name, as in safetensors
 */
const char *
heed_dtype_get_name (HeedDtype dtype)
{
  g_return_val_if_fail (dtype < G_N_ELEMENTS (dtypes), NULL);

  return dtypes[dtype].name;
}

/**
 * heed_dtype_get_size:
 *
 * Returns: the size of one number in bytes
 */
gsize
heed_dtype_get_size (HeedDtype dtype)
{
  g_return_val_if_fail (dtype < G_N_ELEMENTS (dtypes), 0);

  return dtypes[dtype].size;
}

/**
 * heed_dtype_find:
 * @name: a name as in safetensors
 * @dtype: (out): set only if a dtype was found
 *
 * Returns: whether there is a dtype with that name
 */
gboolean
heed_dtype_find (const char *name,
                 HeedDtype  *dtype)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dtypes); i++)
    if (strcmp (dtypes[i].name, name) == 0)
      {
        *dtype = (HeedDtype) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * heed_array_copy_floats:
 * @floats: (out caller-allocates): room for n_values
 *
 * Converts to float32, which rounds f64 and large integers. Booleans become 0 and 1.
 */
void
heed_array_copy_floats (const HeedArray *array,
                        float           *floats)
{
  g_return_if_fail (array != NULL);
  g_return_if_fail (floats != NULL || array->n_values == 0);

  dtypes[array->dtype].widen (array->data, array->n_values, floats);
}

/**
 * heed_array_borrow_floats:
 *
 * Returns: (transfer none) (nullable): the n_values numbers in place; %NULL if they are
 *   not aligned float32 in the byte order of this machine
 */
const float *
heed_array_borrow_floats (const HeedArray *array)
{
  g_return_val_if_fail (array != NULL, NULL);

  if (G_BYTE_ORDER != G_LITTLE_ENDIAN ||
      array->dtype != HEED_DTYPE_F32 ||
      (guintptr) array->data % G_ALIGNOF (float) != 0)
    return NULL;

  return (const float *) (gconstpointer) array->data;
}

/**
 * heed_dtype_swap:
 * @numbers: big-endian numbers; a multiple of the size in bytes
 *
 * Returns: (transfer full) (nullable): the same numbers in little-endian order; %NULL
 *   if memory is exhausted
 */
GBytes *
heed_dtype_swap (HeedDtype  dtype,
                 GBytes    *numbers)
{
  gsize size = heed_dtype_get_size (dtype);
  gsize n_bytes;
  const guint8 *from = g_bytes_get_data (numbers, &n_bytes);
  guint8 *to = g_try_malloc (MAX (n_bytes, 1));

  g_assert (n_bytes % size == 0);
  for (gsize i = 0; to != NULL && i < n_bytes; i += size)
    for (gsize b = 0; b < size; b++)
      to[i + b] = from[i + size - 1 - b];

  return to != NULL ? g_bytes_new_take (to, n_bytes) : NULL;
}
