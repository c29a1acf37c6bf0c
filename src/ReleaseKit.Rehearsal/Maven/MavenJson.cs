using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.Maven;

/// <summary>Serializers of what is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MavenModule))]
internal sealed partial class MavenJson : JsonSerializerContext;
