using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.Npm;

/// <summary>Serializers of what is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NpmPackage))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
internal sealed partial class NpmJson : JsonSerializerContext;
