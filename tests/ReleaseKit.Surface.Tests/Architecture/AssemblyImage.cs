using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Architecture;

/// <summary>What a compiled assembly of this repository refers to, read from its metadata; nothing of it is loaded or run.</summary>
internal sealed class AssemblyImage
{
    private AssemblyImage(MetadataReader reader)
    {
        References = [.. reader.AssemblyReferences.Select(h => reader.GetString(reader.GetAssemblyReference(h).Name))];
        Types = [.. reader.TypeReferences.Select(h => NameOf(reader, h))];
        Members = [.. reader.MemberReferences.Select(h => NameOf(reader, reader.GetMemberReference(h))).OfType<string>()];
        Declared = [.. reader.TypeDefinitions.Select(h => Describe(reader, reader.GetTypeDefinition(h)))];
    }

    /// <summary>Simple names of referenced assemblies.</summary>
    public ImmutableArray<string> References { get; }

    /// <summary>Full names of referenced types.</summary>
    public ImmutableArray<string> Types { get; }

    /// <summary>Referenced members as <c>Namespace.Type::Member</c>.</summary>
    public ImmutableArray<string> Members { get; }

    /// <summary>The assembly's own types.</summary>
    public ImmutableArray<DeclaredType> Declared { get; }

    /// <summary>Reads an assembly of <c>src/</c> as it was built for the running tests.</summary>
    public static AssemblyImage Of(string project)
    {
        using var stream = File.OpenRead(Path.Combine(Repository.Root, "src", project, "bin", Repository.Configuration, "net10.0", project + ".dll"));
        using var image = new PEReader(stream);
        return new AssemblyImage(image.GetMetadataReader());
    }

    /// <summary>The type and every type of this assembly it inherits from, followed by the first one from elsewhere.</summary>
    public IEnumerable<string> Ancestors(DeclaredType type)
    {
        for (var current = type; current is not null; current = Declared.FirstOrDefault(t => t.FullName == current.Base))
        {
            if (current.Base is not null)
            {
                yield return current.Base;
            }
        }
    }

    private static DeclaredType Describe(MetadataReader reader, TypeDefinition type)
    {
        var inherits = type.BaseType.IsNil ? null : type.BaseType.Kind switch
        {
            HandleKind.TypeReference => NameOf(reader, (TypeReferenceHandle)type.BaseType),
            HandleKind.TypeDefinition => NameOf(reader, reader.GetTypeDefinition((TypeDefinitionHandle)type.BaseType)),
            _ => null,
        };
        var attributes = type.GetCustomAttributes()
            .Select(h => reader.GetCustomAttribute(h).Constructor)
            .Where(c => c.Kind == HandleKind.MemberReference)
            .Select(c => NameOf(reader, reader.GetMemberReference((MemberReferenceHandle)c)) ?? "");
        return new DeclaredType(NameOf(reader, type), inherits, type.Attributes, [.. attributes.Select(a => a.Replace("::.ctor", "", StringComparison.Ordinal))]);
    }

    private static string NameOf(MetadataReader reader, TypeDefinition type) => Join(reader, type.Namespace, type.Name);

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(reader, (TypeReferenceHandle)type.ResolutionScope)}+{reader.GetString(type.Name)}"
            : Join(reader, type.Namespace, type.Name);
    }

    private static string? NameOf(MetadataReader reader, MemberReference member) => member.Parent.Kind == HandleKind.TypeReference
        ? $"{NameOf(reader, (TypeReferenceHandle)member.Parent)}::{reader.GetString(member.Name)}"
        : null;

    private static string Join(MetadataReader reader, StringHandle space, StringHandle name) =>
        space.IsNil ? reader.GetString(name) : $"{reader.GetString(space)}.{reader.GetString(name)}";
}
