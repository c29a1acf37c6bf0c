using System.Text.Json.Serialization;

namespace ReleaseKit.Rehearsal.Faults;

/// <summary>The outermost object of a fault table.</summary>
internal sealed record FaultRules(IReadOnlyList<FaultRule>? Rules);

/// <summary>Fields that no rule knows are errors, not noise.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FaultRules))]
[JsonSerializable(typeof(FaultRule))]
internal sealed partial class FaultJson : JsonSerializerContext;
