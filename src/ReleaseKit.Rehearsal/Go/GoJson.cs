using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.Go;

/// <summary>Serializers of what is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GoModule))]
internal sealed partial class GoJson : JsonSerializerContext;
