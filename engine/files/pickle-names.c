/* pickle-names.c — the classes and functions known in pickles
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing here is ever run: there is no Python interpreter. The list gives the results
 * of calls that construct data, so that a checkpoint can be read that also contains its
 * options, vocabulary and optimizer. Calls of functions that are not in the list are
 * refused by name, since their results are unknown; but objects of any class may be
 * constructed without a call, as Python does for plain classes.
 */

#include "engine/files/pickle-names.h"

#include <string.h>

#define CALL(module, name, what) { module, name, HEED_PICKLE_CALL_##what, FALSE, FALSE, 0 }
#define DTYPE(name, type)                                                   \
  {                                                                         \
    "torch", name, HEED_PICKLE_CALL_REFUSED, FALSE, TRUE, HEED_DTYPE_##type \
  }
#define STORAGE(name, type)                                                     \
  { "torch", name, HEED_PICKLE_CALL_REFUSED, TRUE, TRUE, HEED_DTYPE_##type },   \
  {                                                                             \
    "torch.cuda", name, HEED_PICKLE_CALL_REFUSED, TRUE, TRUE, HEED_DTYPE_##type \
  }

static const HeedPickleName names[] = {
  CALL ("collections", "OrderedDict", DICT),
  CALL ("collections", "Counter", DICT),
  CALL ("collections", "defaultdict", DICT),
  CALL ("collections", "deque", LIST),
  CALL ("builtins", "dict", DICT),
  CALL ("builtins", "list", LIST),
  CALL ("builtins", "tuple", LIST),
  CALL ("builtins", "set", LIST),
  CALL ("builtins", "frozenset", LIST),
  CALL ("builtins", "bytes", BYTES),
  CALL ("builtins", "bytearray", BYTES),
  CALL ("builtins", "complex", OBJECT),
  CALL ("builtins", "range", OBJECT),
  CALL ("builtins", "slice", OBJECT),
  CALL ("builtins", "type", OBJECT),
  CALL ("builtins", "xrange", OBJECT),
  CALL ("builtins", "getattr", MEMBER),
  CALL ("_codecs", "encode", ENCODE),
  CALL ("copyreg", "_reconstructor", RECONSTRUCT),
  CALL ("copyreg", "__newobj__", NEW),
  CALL ("copyreg", "__newobj_ex__", NEW),

  CALL ("torch._utils", "_rebuild_tensor", TENSOR),
  CALL ("torch._utils", "_rebuild_tensor_v2", TENSOR),
  CALL ("torch._utils", "_rebuild_tensor_v3", TENSOR_V3),
  CALL ("torch._utils", "_rebuild_parameter", FIRST),
  CALL ("torch._utils", "_rebuild_parameter_with_state", FIRST),
  CALL ("torch.nn.parameter", "Parameter", FIRST),
  CALL ("torch.nn.parameter", "Buffer", FIRST),
  CALL ("torch._tensor", "_rebuild_from_type_v2", FROM_TYPE),
  CALL ("torch", "Size", LIST),
  CALL ("torch", "device", OBJECT),
  CALL ("torch.serialization", "_get_layout", OBJECT),
  CALL ("torch.torch_version", "TorchVersion", FIRST),

  STORAGE ("FloatStorage", F32),
  STORAGE ("DoubleStorage", F64),
  STORAGE ("HalfStorage", F16),
  STORAGE ("BFloat16Storage", BF16),
  STORAGE ("LongStorage", I64),
  STORAGE ("IntStorage", I32),
  STORAGE ("ShortStorage", I16),
  STORAGE ("CharStorage", I8),
  STORAGE ("ByteStorage", U8),
  STORAGE ("BoolStorage", BOOL),
  STORAGE ("UntypedStorage", U8),
  { "torch.storage", "UntypedStorage", HEED_PICKLE_CALL_REFUSED, TRUE, TRUE, HEED_DTYPE_U8 },

  DTYPE ("float32", F32),
  DTYPE ("float64", F64),
  DTYPE ("float16", F16),
  DTYPE ("bfloat16", BF16),
  DTYPE ("int64", I64),
  DTYPE ("int32", I32),
  DTYPE ("int16", I16),
  DTYPE ("int8", I8),
  DTYPE ("uint8", U8),
  DTYPE ("uint16", U16),
  DTYPE ("uint32", U32),
  DTYPE ("uint64", U64),
  DTYPE ("bool", BOOL),

  /* Other data in common checkpoints: of Python itself, */
  CALL ("argparse", "Namespace", OBJECT),
  CALL ("array", "_array_reconstructor", OBJECT),
  CALL ("array", "array", OBJECT),
  CALL ("datetime", "date", OBJECT),
  CALL ("datetime", "datetime", OBJECT),
  CALL ("datetime", "time", OBJECT),
  CALL ("datetime", "timedelta", OBJECT),
  CALL ("datetime", "timezone", OBJECT),
  CALL ("decimal", "Decimal", OBJECT),
  CALL ("fractions", "Fraction", OBJECT),
  CALL ("functools", "partial", OBJECT),
  CALL ("pathlib", "*", OBJECT),
  CALL ("random", "Random", OBJECT),
  CALL ("re", "_compile", OBJECT),
  CALL ("types", "SimpleNamespace", OBJECT),
  CALL ("zoneinfo", "ZoneInfo._unpickle", OBJECT),

  /* of NumPy, before and since version 2, */
  CALL ("numpy", "dtype", OBJECT),
  CALL ("numpy", "ndarray", OBJECT),
  CALL ("numpy.core.multiarray", "scalar", OBJECT),
  CALL ("numpy.core.multiarray", "_reconstruct", OBJECT),
  CALL ("numpy.core.numeric", "_frombuffer", OBJECT),
  CALL ("numpy._core.multiarray", "scalar", OBJECT),
  CALL ("numpy._core.multiarray", "_reconstruct", OBJECT),
  CALL ("numpy._core.numeric", "_frombuffer", OBJECT),
  CALL ("numpy.ma.core", "_mareconstruct", OBJECT),
  CALL ("numpy.dtypes", "*", OBJECT),
  CALL ("numpy.random", "__RandomState_ctor", OBJECT),
  CALL ("numpy.random._pickle", "*", OBJECT),

  /* and of training programs. */
  CALL ("torch.optim", "*", OBJECT),
  CALL ("torchtext", "*", OBJECT),
  CALL ("onmt.Optim", "*", OBJECT),
  CALL ("onmt.inputters", "*", OBJECT),
  CALL ("onmt.io", "*", OBJECT),
  CALL ("onmt.utils.optimizers", "*", OBJECT),
};

static gboolean
is_below (const char *module,
          const char *folder)
{
  gsize n_bytes = strlen (folder);

  return strncmp (module, folder, n_bytes) == 0 &&
         (module[n_bytes] == '\0' || module[n_bytes] == '.');
}

/* Converts names of Python 2. */
static const char *
get_modern_module (const char *module)
{
  if (strcmp (module, "__builtin__") == 0)
    return "builtins";

  return strcmp (module, "copy_reg") == 0 ? "copyreg" : module;
}

static gboolean
is_name (const HeedPickleName *known,
         const char           *module,
         const char           *name)
{
  if (strcmp (known->name, "*") == 0)
    return is_below (module, known->module);

  return strcmp (known->name, name) == 0 && strcmp (known->module, module) == 0;
}

/**
 * heed_pickle_name_find:
 * @module: its name in Python 3 or Python 2
 *
 * Returns: (transfer none): the entry of the name; for unknown names one whose calls
 *   are refused
 */
const HeedPickleName *
heed_pickle_name_find (const char *module,
                       const char *name)
{
  static const HeedPickleName unknown = { .call = HEED_PICKLE_CALL_REFUSED };

  module = get_modern_module (module);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_name (&names[i], module, name))
      return &names[i];

  return &unknown;
}
