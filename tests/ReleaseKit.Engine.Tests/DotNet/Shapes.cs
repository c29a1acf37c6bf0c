namespace ReleaseKit.Engine.Tests.DotNet;

/// <summary>Project shapes that real repositories have; every one is evaluated by MSBuild and by the product.</summary>
internal static class Shapes
{
    /// <summary>All files, by path.</summary>
    public static Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal)
    {
        ["Directory.Build.props"] = """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RepoRoot>$(MSBuildThisFileDirectory)</RepoRoot>
                <VersionPrefix>2.3.0</VersionPrefix>
                <FromConfiguration Condition="'$(Configuration)' == 'Release'">release</FromConfiguration>
                <IsPackable Condition="$(MSBuildProjectName.EndsWith('.Tests'))">false</IsPackable>
                <ShapeVersion>4.5.6</ShapeVersion>
              </PropertyGroup>
            </Project>
            """,
        ["Directory.Build.targets"] = """
            <Project>
              <PropertyGroup>
                <PackageId Condition="'$(PackageId)' == '' and '$(UseLateId)' == 'true'">Late.$(AssemblyName)</PackageId>
                <Version Condition="'$(LateVersion)' != ''">$(LateVersion)</Version>
              </PropertyGroup>
              <ItemGroup Condition="'$(TargetFrameworkIdentifier)' == '.NETCoreApp' and '$(LateReference)' != ''">
                <ProjectReference Include="$(LateReference)" />
              </ItemGroup>
            </Project>
            """,
        ["Directory.Packages.props"] = """
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <CoreVersion>1.5.0</CoreVersion>
              </PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="Acme.Core" Version="$(CoreVersion)" />
                <PackageVersion Include="Other" Version="[1.0,2.0)" Condition="'$(TargetFramework)' != 'netstandard2.0'" />
                <GlobalPackageReference Include="Everywhere" Version="3.0.0" />
              </ItemGroup>
            </Project>
            """,
        ["plain/Acme.Plain.csproj"] = """<Project Sdk="Microsoft.NET.Sdk" />""",
        ["own/Acme.Own.csproj"] = Project("<Version>1.2.3</Version><PackageId>Acme.Renamed</PackageId><AssemblyName>acme-own</AssemblyName>"),
        ["suffix/Acme.Suffix.csproj"] = Project("<VersionPrefix>1.2.0</VersionPrefix><VersionSuffix>beta.1</VersionSuffix>"),
        ["packageversion/Acme.PackageVersion.csproj"] = Project("<Version>1.0.0</Version><PackageVersion>9.8.7</PackageVersion>"),
        ["chained/Acme.Chained.csproj"] = Project("<Version>$(ShapeVersion)</Version>"),
        ["late/Acme.Late.csproj"] = Project("<UseLateId>true</UseLateId><LateVersion>7.0.0</LateVersion><LateReference>../plain/Acme.Plain.csproj</LateReference>"),
        ["tests/Acme.Tests.csproj"] = Project("<Anything>1</Anything>"),
        ["isTest/Acme.IsTest.csproj"] = Project("<IsTestProject>true</IsTestProject>"),
        ["notPackable/Acme.NotPackable.csproj"] = Project("<IsPackable>false</IsPackable>"),
        ["tool/Acme.Tool.csproj"] = Project("<OutputType>Exe</OutputType><PackAsTool>true</PackAsTool>"),
        ["web/Acme.Web.csproj"] = """<Project Sdk="Microsoft.NET.Sdk.Web" />""",
        ["worker/Acme.Worker.csproj"] = """<Project Sdk="Microsoft.NET.Sdk.Worker"><PropertyGroup><IsPackable>true</IsPackable></PropertyGroup></Project>""",
        ["sdkImports/Acme.SdkImports.csproj"] = """
            <Project>
              <PropertyGroup><VersionPrefix>5.5.5</VersionPrefix></PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup><AssemblyName>$(AssemblyName).Imported</AssemblyName></PropertyGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
            </Project>
            """,
        ["sdkElement/Acme.SdkElement.csproj"] = """<Project><Sdk Name="Microsoft.NET.Sdk" /><PropertyGroup><Version>0.1.0</Version></PropertyGroup></Project>""",
        ["fsharp/Acme.FSharp.fsproj"] = Project("<Version>3.1.0</Version>"),
        ["vb/Acme.Basic.vbproj"] = Project("<Version>3.2.0</Version>"),
        ["nested/Directory.Build.props"] = """
            <Project>
              <Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" />
              <PropertyGroup><VersionPrefix>6.0.0</VersionPrefix><Nested>$(FromConfiguration)</Nested></PropertyGroup>
            </Project>
            """,
        ["nested/deep/Acme.Deep.csproj"] = Project("<PackageId>Acme.Deep.$(Nested)</PackageId>"),
        ["noprops/Acme.NoTargets.csproj"] = Project("<ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets><LateVersion>8.0.0</LateVersion>"),
        ["Spaced Füß 100%/Acme Ünï.csproj"] = Project("<PackageId>Acme.$(MSBuildThisFileDirectory.Contains('Füß'))</PackageId>", """<ProjectReference Include="..\plain\Acme.Plain.csproj" />"""),
        ["imports/one.props"] = "<Project><PropertyGroup><Version>1.1.1</Version></PropertyGroup><ItemGroup><ProjectReference Include=\"$(MSBuildThisFileDirectory)../own/Acme.Own.csproj\" /></ItemGroup></Project>",
        ["imports/two.props"] = "<Project><PropertyGroup><Version>$(Version).2</Version></PropertyGroup></Project>",
        ["imports/Acme.Imports.csproj"] = """
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="*.props" />
              <Import Project="$(RepoRoot)imports/one.props" Condition="Exists('one.props')" />
              <Import Project="nowhere.props" Condition="Exists('nowhere.props')" />
            </Project>
            """,
        ["choose/Acme.Choose.csproj"] = """
            <Project Sdk="Microsoft.NET.Sdk">
              <Choose>
                <When Condition="'$(Nothing)' == 'a'"><PropertyGroup><Version>1.0.1</Version></PropertyGroup></When>
                <When Condition="'$(FromConfiguration)' == 'RELEASE'"><PropertyGroup><Version>1.0.2</Version></PropertyGroup>
                  <ItemGroup><ProjectReference Include="../own/Acme.Own.csproj" ReferenceOutputAssembly="false" /></ItemGroup></When>
                <Otherwise><PropertyGroup><Version>1.0.3</Version></PropertyGroup></Otherwise>
              </Choose>
            </Project>
            """,
        ["items/Acme.Items.csproj"] = """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemDefinitionGroup><ProjectReference><PrivateAssets>none</PrivateAssets></ProjectReference></ItemDefinitionGroup>
              <ItemGroup>
                <Chosen Include="../plain/Acme.Plain.csproj;../own/*.csproj" />
                <ProjectReference Include="@(Chosen)" />
                <ProjectReference Include="../t*/**/*.csproj" Exclude="../tool/*.csproj"><PrivateAssets>all</PrivateAssets></ProjectReference>
                <ProjectReference Update="..\own\Acme.Own.csproj" ReferenceOutputAssembly="false" />
                <ProjectReference Remove="../plain/Acme.Plain.csproj" />
                <ProjectReference Include="../choose/Acme.Choose.csproj" Condition="'@(Nope)' == '' and '$(TargetFramework)' == 'net8.0'" />
                <PackageReference Include="Acme.Core" />
                <PackageReference Include="Other;Third" PrivateAssets="all" VersionOverride="1.1" />
              </ItemGroup>
            </Project>
            """,
        ["multi/Acme.Multi.csproj"] = """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework /><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>
              <ItemGroup Condition="'$(TargetFramework)' == 'netstandard2.0'"><ProjectReference Include="../plain/Acme.Plain.csproj" /></ItemGroup>
              <ItemGroup Condition="$([MSBuild]::IsTargetFrameworkCompatible('$(TargetFramework)', 'net8.0'))"><ProjectReference Include="../own/Acme.Own.csproj" /></ItemGroup>
            </Project>
            """,
    };

    /// <summary>Property texts whose value a package id shows: what expressions and conditions mean.</summary>
    public static string[] Expressions { get; } =
    [
        "<PackageId>$(MSBuildProjectName.Replace('.', '_'))</PackageId>",
        "<PackageId>A$([MSBuild]::GetDirectoryNameOfFileAbove($(MSBuildProjectDirectory), 'Directory.Packages.props').Length)</PackageId>",
        "<PackageId>B$([System.IO.Path]::GetFileNameWithoutExtension('$(MSBuildProjectFullPath)'))</PackageId>",
        "<PackageId>C$([MSBuild]::NormalizePath('$(MSBuildThisFileDirectory)', '..', 'x').Substring(0, 3).Replace('/', '-'))</PackageId>",
        "<PackageId>D$(Undefined)$(Undefined.Length)$(Undefined.EndsWith('x'))</PackageId>",
        "<PackageId>E%20%3b$([MSBuild]::Escape('a;b'))</PackageId>",
        "<PackageId>F$([MSBuild]::ValueOrDefault('$(Undefined)', 'dflt'))$(VersionPrefix.Split('.')[1])$(VersionPrefix[0])</PackageId>",
        "<PackageId>Parent$([System.IO.Directory]::GetParent($(MSBuildThisFileDirectory)).Parent.Name)$([System.IO.Directory]::GetParent($(MSBuildThisFileDirectory)).FullName.Length)</PackageId>",
        "<PackageId>G$([MSBuild]::EnsureTrailingSlash('x').Replace('/', '-'))$([System.String]::IsNullOrEmpty('$(Undefined)'))</PackageId>",
        "<PackageId>H$([MSBuild]::VersionGreaterThan('1.10', '1.9'))$([MSBuild]::GetTargetFrameworkVersion('net472'))</PackageId>",
        "<PackageId>I$([MSBuild]::MakeRelative('/a/b', '/a/c/d').Replace('/', '-'))</PackageId>",
        "<PackageId>J<!-- a comment -->K</PackageId>",
        "<PackageId><![CDATA[L&M]]></PackageId>",
        "<PackageId>N$(  VersionPrefix  )</PackageId>",
        "<PackageId>O$(VersionPrefix.Replace(`.`, \"-\").ToUpper())$(VersionPrefix.IndexOf('.'))$(VersionPrefix.TrimStart('2'))</PackageId>",
        "<PackageId>P$([System.IO.File]::Exists('$(MSBuildProjectFullPath)'))$([System.IO.File]::ReadAllText('$(RepoRoot)imports/two.props').Contains('Version'))</PackageId>",
        "<PackageId Condition=\"'1.0' == '1' and 'on' == 'TRUE' and 'a' == 'A'\">Q</PackageId>",
        "<PackageId Condition=\"'1.10' &gt; '1.9' or '1.2.3' == '1.2.3.0'\">R</PackageId>",
        "<PackageId Condition=\"('1.2.3' &lt; '1.2.10') and !('a' == 'b')\">S</PackageId>",
        "<PackageId Condition=\"$(Undefined) == '' And Exists('$(RepoRoot)own') And HasTrailingSlash('$(RepoRoot)')\">T</PackageId>",
        "<PackageId Condition=\"'$(VersionPrefix)' == 2.3.0 and $(VersionPrefix.StartsWith('2.'))\">U</PackageId>",
        "<PackageId Condition=\"'%41' == 'A' and '$([MSBuild]::IsOSPlatform(`Linux`))' != 'maybe'\">V</PackageId>",
        "<PackageId Condition=\"'$(A)|$(B)' == '|' and 0x10 == 16\">W</PackageId>",
        "<PackageId Condition=\"'$(Configuration)|$(Platform)' == 'Release|AnyCPU'\">X</PackageId>",
        "<PackageId>  Y  </PackageId>",
        "<PackageId>   </PackageId>",
        "<PackageId>Z$(OS)$(MSBuildProjectExtension)$(MSBuildThisFileName)$(OutputType)$(MSBuildRuntimeType)</PackageId>",
    ];

    /// <summary>The path of the project that shows an expression.</summary>
    public static string ExpressionPath(int index) => $"expressions/e{index:00}/Acme.E{index:00}.csproj";

    /// <summary>A C#-like project with properties and items.</summary>
    public static string Project(string properties, string items = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>{properties}</PropertyGroup>
          <ItemGroup>{items}</ItemGroup>
        </Project>
        """;
}
