using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Core.Configuration;

/// <summary>A key with what it sets.</summary>
internal abstract class ConfigurationBinding<TTarget>(ConfigurationKey key)
{
    public ConfigurationKey Key => key;

    /// <summary>The target with the key's value set; the target itself when there is a problem, which the input collects.</summary>
    public abstract TTarget Apply(TTarget target, ConfigurationInput input);

    /// <summary>The target with the value of a property set.</summary>
    /// <exception cref="ReleaseException"><c>RK-CONFIG-INVALID-VALUE</c>.</exception>
    public TTarget Override(TTarget target, ConfigurationKey named, string value)
    {
        var problems = new List<Diagnostic>();
        var result = Apply(target, new PropertyInput($"{named.Property} (key {named.Name})", value, problems));
        return problems.Count == 0 ? result : throw new ReleaseException(problems);
    }
}

/// <inheritdoc/>
internal sealed class ConfigurationBinding<TTarget, TValue>(ConfigurationKey key, ConfigurationType<TValue> type, Func<TTarget, TValue, TTarget> set)
    : ConfigurationBinding<TTarget>(key)
{
    public override TTarget Apply(TTarget target, ConfigurationInput input) =>
        type.TryRead(input, out var value) ? set(target, value) : target;
}
