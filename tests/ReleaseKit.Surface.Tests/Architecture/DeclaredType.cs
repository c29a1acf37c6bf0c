using System.Collections.Immutable;
using System.Reflection;

namespace ReleaseKit.Surface.Tests.Architecture;

/// <summary>A type that an assembly declares.</summary>
/// <param name="FullName">Namespace and name.</param>
/// <param name="Base">Full name of what it inherits from; null for interfaces and generic bases.</param>
/// <param name="Attributes">Visibility, sealed, abstract.</param>
/// <param name="CustomAttributes">Full names of its attributes' types.</param>
internal sealed record DeclaredType(string FullName, string? Base, TypeAttributes Attributes, ImmutableArray<string> CustomAttributes)
{
    /// <summary>The name without its namespace.</summary>
    public string Name => FullName[(FullName.LastIndexOf('.') + 1)..];
}
