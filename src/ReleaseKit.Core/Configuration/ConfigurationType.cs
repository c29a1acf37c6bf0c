using System.Diagnostics.CodeAnalysis;

namespace ReleaseKit.Core.Configuration;

/// <summary>Reads values of one type.</summary>
internal abstract class ConfigurationType<T>(string name)
{
    /// <summary>What values there are, in words.</summary>
    public string Name => name;

    /// <summary>Reads the value, or reports what is wrong with it.</summary>
    public abstract bool TryRead(ConfigurationInput input, [NotNullWhen(true)] out T? value);
}
