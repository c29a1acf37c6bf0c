using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>Serializers of what is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NuGetPackage))]
internal sealed partial class NuGetJson : JsonSerializerContext;
