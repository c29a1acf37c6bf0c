using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.Pub;

/// <summary>Serializers of what is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PubPackage))]
internal sealed partial class PubJson : JsonSerializerContext;
