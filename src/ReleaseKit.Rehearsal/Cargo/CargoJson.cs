using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.Cargo;

/// <summary>Serializers of what is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CargoCrate))]
internal sealed partial class CargoJson : JsonSerializerContext;
