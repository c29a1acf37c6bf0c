using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.Storage;

/// <summary>Serializers made at build time: reflection would cost a tenth of a second at every start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UploadLogEntry))]
[JsonSerializable(typeof(IReadOnlyList<UploadLogEntry>))]
internal sealed partial class StorageJson : JsonSerializerContext;
