using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.PyPi;

/// <summary>Serializers of what is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(PyPiProject))]
internal sealed partial class PyPiJson : JsonSerializerContext;
