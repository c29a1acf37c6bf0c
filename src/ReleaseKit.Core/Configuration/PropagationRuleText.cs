using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Configuration;

/// <summary>Propagation rules as they are written: <c>"always patch"</c>, <c>"out-of-range match"</c>, <c>"never"</c>.</summary>
internal static class PropagationRuleText
{
    private static readonly Dictionary<string, PropagationTrigger> Triggers = new(StringComparer.Ordinal)
    {
        ["always"] = PropagationTrigger.Always,
        ["out-of-range"] = PropagationTrigger.OutOfRange,
        ["never"] = PropagationTrigger.Never,
    };

    private static readonly Dictionary<string, BumpLevel?> Bumps = new(StringComparer.Ordinal)
    {
        ["patch"] = BumpLevel.Patch,
        ["minor"] = BumpLevel.Minor,
        ["major"] = BumpLevel.Major,
        ["match"] = null,
    };

    /// <summary>Values that are propagation rules.</summary>
    public static ConfigurationType<PropagationRule> Type { get; } = ConfigurationTypes.Text(
        "\"never\", or \"always\" or \"out-of-range\" with \"patch\", \"minor\", \"major\" or \"match\"",
        text => Parse(text)!,
        text => Parse(text) is null ? "expected \"never\", or one of always and out-of-range followed by one of patch, minor, major and match, such as \"out-of-range patch\"" : null);

    private static PropagationRule? Parse(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["never"] => new PropagationRule(PropagationTrigger.Never),
        [var when, var bump] when Triggers.TryGetValue(when, out var trigger) && Bumps.TryGetValue(bump, out var level) => new PropagationRule(trigger, level),
        _ => null,
    };
}
