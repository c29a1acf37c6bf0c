using System.Reflection;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Composition;

/// <summary>An assembly with adapters, loaded until it is disposed of.</summary>
public sealed class ExtensionAssembly : IDisposable
{
    private readonly string _path;
    private readonly ExtensionLoadContext _context;
    private readonly Assembly _assembly;

    private ExtensionAssembly(string path, ExtensionLoadContext context, Assembly assembly) => (_path, _context, _assembly) = (path, context, assembly);

    /// <summary>Loads an assembly and looks whether it was compiled against the contract of this build.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <exception cref="ReleaseException"><c>RK-EXTENSION-ASSEMBLY</c>, <c>RK-EXTENSION-CONTRACT</c>.</exception>
    public static ExtensionAssembly Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new ReleaseException(ExtensionCodes.Assembly.Create($"There is no assembly {path}, which a ReleaseEcosystem item names. Build or restore what brings it, or correct the item's Assembly."));
        }

        ExtensionLoadContext? context = null;
        try
        {
            context = new ExtensionLoadContext(path);
            var assembly = context.LoadFromAssemblyPath(path);
            return assembly.GetCustomAttribute<EcosystemContractAttribute>()?.Version switch
            {
                EcosystemContractAttribute.Current => new ExtensionAssembly(path, context, assembly),
                { } other => throw new ReleaseException(ExtensionCodes.Contract.Create(
                    $"{path} was compiled against version {other} of the adapter contract, and this SDK has version {EcosystemContractAttribute.Current}. Use the {(other > EcosystemContractAttribute.Current ? "SDK" : "adapter")} of a later version.")),
                null => throw new ReleaseException(ExtensionCodes.Contract.Create(
                    $"{path} does not say against which adapter contract it was compiled. Add [assembly: EcosystemContract(EcosystemContractAttribute.Current)] to it.")),
            };
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or InvalidOperationException)
        {
            context?.Unload();
            throw new ReleaseException(ExtensionCodes.Assembly.Create($"{path}, which a ReleaseEcosystem item names, cannot be loaded: {DisplayText.Line(e.Message)} Build it for .NET {Environment.Version.Major} or an earlier one."), e);
        }
    }

    /// <summary>Makes the adapter of an item.</summary>
    /// <param name="id">The id that the item says.</param>
    /// <param name="typeName">Full name of the factory.</param>
    /// <param name="services">What the adapter is built on.</param>
    /// <exception cref="ReleaseException"><c>RK-EXTENSION-TYPE</c>, <c>RK-EXTENSION-CONTRACT</c>, <c>RK-EXTENSION-ID</c>.</exception>
    public EcosystemAdapter Create(string id, string typeName, EcosystemServices services)
    {
        try
        {
            var type = _assembly.GetType(typeName);
            if (type is not { IsPublic: true, IsAbstract: false } || !typeof(IEcosystemFactory).IsAssignableFrom(type) || type.GetConstructor([]) is null)
            {
                var factories = _assembly.GetExportedTypes().Where(t => !t.IsAbstract && typeof(IEcosystemFactory).IsAssignableFrom(t)).Select(t => t.FullName!).Order(StringComparer.Ordinal).ToArray();
                throw new ReleaseException(ExtensionCodes.Type.Create(
                    $"{_path} has {(type is null ? "no type" : "a type that makes no adapters,")} '{DisplayText.Line(typeName)}'.{NearestName.Question(typeName, factories)} Its factories: {(factories.Length == 0 ? "none; a factory is public and implements IEcosystemFactory" : string.Join(", ", factories))}."));
            }

            var adapter = ((IEcosystemFactory)Activator.CreateInstance(type, nonPublic: false)!).Create(services);
            return adapter.Id == id && id.Length > 0 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) ? adapter with { IsExclusive = true } : throw new ReleaseException(ExtensionCodes.Id.Create(
                $"The ReleaseEcosystem item '{DisplayText.Line(id)}' has the adapter of '{DisplayText.Line(adapter.Id)}'. Both must be one id of lower-case letters and digits."));
        }
        catch (Exception e) when (e is TypeLoadException or MissingMemberException or FileNotFoundException or FileLoadException)
        {
            throw new ReleaseException(ExtensionCodes.Contract.Create($"{_path} needs something that is not there: {DisplayText.Line(e.Message)} Compile it against this SDK, with its dependencies beside it."), e);
        }
    }

    /// <summary>Lets the assembly go once nothing uses it any more.</summary>
    public void Dispose() => _context.Unload();
}
