using System.Text.Json;
using System.Text.Json.Serialization;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Faults;

/// <summary>Operations by their lower-case names.</summary>
internal sealed class OperationConverter() : JsonStringEnumConverter<Operation>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
